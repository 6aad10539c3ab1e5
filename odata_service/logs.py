"""The server's log: one line per event, as text or as JSON."""

import json
import logging
from datetime import UTC, datetime

from odata_service.config import Config

TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class JsonFormatter(logging.Formatter):
    """One JSON object per line, as log collectors read it."""

    def format(self, record: logging.LogRecord) -> str:
        content = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            content["exception"] = self.formatException(record.exc_info)
        return json.dumps(content, ensure_ascii=False)


def set_up(config: Config) -> None:
    """Logs to the standard error output, as the settings say, and says what is odd about them."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if config.log_format == "json" else logging.Formatter(TEXT))
    logging.basicConfig(level=config.log_level.upper(), handlers=[handler], force=True)
    for warning in config.warnings:
        logging.getLogger("odata_service").warning(warning)
