"""`python -m odata_service`"""

from odata_service.cli import main

if __name__ == "__main__":
    main()
