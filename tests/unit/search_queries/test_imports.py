"""The package stands by itself."""

import subprocess
import sys


def test_importing_it_imports_no_web_framework_and_nothing_of_this_repository() -> None:
    code = (
        "import pkgutil, sys, search_queries\n"
        "for module in pkgutil.walk_packages(search_queries.__path__, 'search_queries.'):\n"
        "    __import__(module.name)\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    imported = set(run.stdout.split())
    assert "search_queries" in imported
    assert not imported & {"sanic", "sanic_ext", "catalogue", "movies", "embedded_engine", "etl", "app", "harness"}
