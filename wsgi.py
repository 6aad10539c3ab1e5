"""The application that gunicorn serves: the published services of `models/`. The only file that knows both packages."""

import fcntl
import os
import sys
import time
from typing import NoReturn

from odata_service.app import create_app
from odata_service.config import Config, ConfigError
from odata_service.edm.draft import ModelError, told
from odata_service.logs import set_up
from odata_service.service import open_service

MOMENT = 0.5  # seconds, within which all worker processes have come as far


def stop(sentence: str) -> NoReturn:
    """Ends the server, and says why: once, though each worker process finds it out.

    Exceptions would have gunicorn print a traceback and try again. A process that ends with 3 has it stop the server;
    two of them confuse it.
    """
    with open(__file__) as own:
        try:
            fcntl.flock(own, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(3 * MOMENT)
            os._exit(0)
        except OSError:
            pass  # a file system without locks: then each says it
        print(f"The server cannot start:\n{sentence}", file=sys.stderr, flush=True)
        time.sleep(MOMENT)
        os._exit(3)


try:
    from models.published import SERVICES
except Exception as error:  # whatever a model file does
    stop(told(error))

try:
    config = Config.from_env()
    set_up(config)
    app = create_app([open_service(service, config) for service in SERVICES], config)
except (ConfigError, ModelError, ValueError) as error:
    stop(str(error))
