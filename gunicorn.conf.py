"""Settings of the web server. Each can be overridden on gunicorn's command line."""

import os
from pathlib import Path

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8080')}"

# Processes use the cores; threads wait for the database while others compute.
workers = int(os.environ.get("ODATA_WORKERS", "2"))
threads = int(os.environ.get("ODATA_THREADS", "8"))
worker_class = "gthread"

# Salesforce sends long filters in the URL: the application has its own limit and a clear answer (ODATA_MAX_URL_BYTES).
limit_request_line = 0
limit_request_field_size = 65536

# Statements have time limits of their own, far below; this ends a worker that hangs.
timeout = 120
graceful_timeout = 30
keepalive = 75  # longer than a load balancer's idle time, so that it never reuses a connection that we have closed

# Workers open their databases themselves: connections cannot be shared across a fork.
preload_app = False

# The application logs requests itself, without the values in them.
accesslog = None
errorlog = "-"
loglevel = "warning"

# Forwarded headers are judged by the application (ODATA_TRUSTED_PROXIES).
forwarded_allow_ips = "*"

# The workers' heartbeat files belong into memory: a slow disk must not look like a hanging worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None


def when_ready(server: object) -> None:
    """Printed once the server answers."""
    root = f"http://{bind}/odata/v4/{os.environ.get('ODATA_WELCOME', 'erp')}/"
    if "ODATA_WELCOME" in os.environ:
        print(f"\n  Service   {root}\n  Overview  http://{bind}/\n", flush=True)
        return
    print(
        f"""
  Service     {root}
  Overview    http://{bind}/

  Try         {root}Customers?$top=5
              {root}Orders?$filter=OrderDate ge 2025-01-01&$orderby=NetAmount desc&$count=true&$top=5
              {root}Products?$search=pipe&$select=ProductNo,ProductName,ListPrice

  Salesforce  Setup > External Data Sources > New External Data Source
              Type: Salesforce Connect: OData 4.0, URL: the service above as the internet reaches it
              (the overview page has every field of the form)

  Stop        Ctrl+C
""",
        flush=True,
    )
