# syntax=docker/dockerfile:1
FROM python:3.11.14-slim-bookworm AS packages
COPY requirements.txt constraints.txt /build/
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check -r /build/requirements.txt

FROM python:3.11.14-slim-bookworm
RUN install --directory --owner=10001 --group=10001 /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY app.py ./
COPY catalogue catalogue
COPY movies movies
COPY search_queries search_queries
COPY embedded_engine embedded_engine
COPY etl etl
COPY samples samples
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    ELASTICSEARCH_URL=embedded:/data/catalogue \
    ETL_REJECTS=/data/rejects
USER 10001:10001
# Without an Elasticsearch the catalogue lives here; the first start loads POSTGRES_URL or the sample into it.
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/health/live\", timeout=3)"]
CMD ["python", "app.py"]
