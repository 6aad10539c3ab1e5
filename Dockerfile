# The product with the published models; the database's URL comes from outside (ERP_DATABASE_URL or ERP_DATABASE_URL_FILE).
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt && useradd --system --no-create-home service
COPY odata_service odata_service
COPY models models
COPY wsgi.py gunicorn.conf.py ./
# Else each worker would compile the code when it starts, and take nearly twice as long.
RUN python -m compileall -q odata_service models wsgi.py

# The log must appear line by line; the code is not written to.
ENV HOST=0.0.0.0 PORT=8080 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER service
EXPOSE 8080

# Alive means that the process answers; whether its database does is /health/ready's question, and no reason to restart.
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["python", "-c", \
  "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/health/live\", timeout=3)"]
CMD ["gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
