"""The application that gunicorn serves: the published services of `models/`. The only file that knows both packages."""

import os
import sys

from models.published import SERVICES
from odata_service.app import create_app
from odata_service.config import Config, ConfigError
from odata_service.edm.draft import ModelError
from odata_service.logs import set_up
from odata_service.service import open_service

try:
    config = Config.from_env()
    set_up(config)
    app = create_app([open_service(service, config) for service in SERVICES], config)
except (ConfigError, ModelError, ValueError) as error:
    print(f"The server cannot start:\n{error}", file=sys.stderr)
    os._exit(3)  # not an exception: gunicorn would print a traceback, and try again
