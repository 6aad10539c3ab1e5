"""The measured service, as gunicorn loads it."""

from bench.tables import SERVICE
from odata_service.app import create_app
from odata_service.config import Config
from odata_service.logs import set_up
from odata_service.service import open_service

config = Config.from_env()
set_up(config)
app = create_app([open_service(SERVICE, config)], config)
