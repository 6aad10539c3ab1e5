"""A Flask application that answers what it has read from a file: what gunicorn and Flask cost by themselves."""

import json
import os
from pathlib import Path

from flask import Flask, Response, request

ANSWERS = {
    target: body.encode() for target, body in json.loads(Path(os.environ["BENCH_ANSWERS"]).read_text("utf-8")).items()
}
app = Flask("constant", static_folder=None)


@app.route("/", defaults={"path": ""}, methods=["GET", "POST"])
@app.route("/<path:path>", methods=["GET", "POST"])
def answer(path: str) -> Response:
    return Response(ANSWERS[request.environ["RAW_URI"]], content_type="application/json")
