"""What `faust -A copytaster.worker worker` loads: the app, made from the environment."""

import sys

from copytaster.app import create_app
from copytaster.settings import BadSetting, Settings

try:
    app = create_app(Settings.from_env())
except BadSetting as error:
    sys.exit(f"{error}")
