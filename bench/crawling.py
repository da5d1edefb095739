"""Crawling: a pass over 1,000 unchanged sources, beside a bare Scrapy spider on the same addresses.

`python -m bench.crawling [--sources N] [--rounds N]`. Both ask in turn, in the same run; CPU is the kernel's
account of whole processes, children included. The server is nginx where it is installed, else a small one
of our own in a process of its own; it answers as a default nginx does: 304 only if the validators it gave
come back letter for letter.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from hashlib import md5
from pathlib import Path

HOSTS = 50  # loopback addresses
PORT = 18080
HERE = Path(__file__).parents[1]
BARE = """
import json, scrapy
from pathlib import Path
class Bare(scrapy.Spider):
    name = "bare"
    handle_httpstatus_list = [304]
    custom_settings = {"LOG_LEVEL": "ERROR"}
    async def start(self):
        self.seen = json.loads(Path(self.state).read_text()) if Path(self.state).exists() else {}
        self.counts = {}
        for url in Path(self.urls).read_text().split():
            tag = self.seen.get(url)
            headers = {"If-None-Match": tag[0], "If-Modified-Since": tag[1]} if tag else {}
            yield scrapy.Request(url, headers=headers)
    def parse(self, response):
        self.counts[response.status] = self.counts.get(response.status, 0) + 1
        if response.status == 200:
            given = (response.headers[name].decode() for name in ("ETag", "Last-Modified"))
            self.seen[response.url] = tuple(given)
    def closed(self, reason):
        Path(self.state).write_text(json.dumps(self.seen))
        print(json.dumps(self.counts))
"""
NGINX = """
worker_processes 1; pid {run}/nginx.pid; error_log {run}/error.log; daemon off;
events {{ worker_connections 4096; }}
http {{ access_log off; client_body_temp_path {run}/b; proxy_temp_path {run}/p; fastcgi_temp_path {run}/f;
  uwsgi_temp_path {run}/u; scgi_temp_path {run}/s; default_type application/rss+xml;
  keepalive_requests 100000;
  server {{ listen {port}; root {site}; }} }}
"""


def feed(number: int) -> bytes:
    """Return a feed of 30 entries, none of which names a watch."""
    entry = (
        "<item><title>Story {0} of feed {1}</title><link>http://news.example/{1}/{0}</link>"
        "<description>{2}</description></item>"
    )
    words = "A ferry, a bridge and a long walk along the river in the rain. " * 8
    items = "\n".join(entry.format(n, number, words) for n in range(30))
    head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {number}</title>'
    return f"{head}{items}</channel></rss>".encode()


async def serve(site: list[Path], port: int) -> None:
    """Answer GET with these files: ETag, Last-Modified, 304 when both come back as they were given."""
    files = {}
    for path in site:
        body = path.read_bytes()
        tag, changed = f'"{md5(body).hexdigest()[:16]}"', formatdate(path.stat().st_mtime, usegmt=True)
        files[f"/{path.name}"] = (body, tag, changed)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode("latin-1").split("\r\n")
                asked = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
                found = files.get(lines[0].split(" ")[1])
                if found is None:
                    writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                    continue
                body, tag, changed = found
                same = (
                    asked.get("if-none-match", tag) == tag
                    and asked.get("if-modified-since", changed) == changed
                )
                conditional = "if-none-match" in asked or "if-modified-since" in asked
                validators = f"ETag: {tag}\r\nLast-Modified: {changed}\r\n"
                if conditional and same:
                    writer.write(f"HTTP/1.1 304 Not Modified\r\n{validators}\r\n".encode())
                else:
                    kind = "Content-Type: application/rss+xml\r\n"
                    writer.write(
                        f"HTTP/1.1 200 OK\r\n{kind}{validators}Content-Length: {len(body)}\r\n\r\n".encode()
                        + body
                    )
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "0.0.0.0", port, backlog=1024)
    print("ready", flush=True)
    await server.serve_forever()


def addresses(count: int, port: int) -> list[str]:
    """Return the addresses of the feeds, spread over the hosts."""
    return [f"http://127.0.1.{n % HOSTS + 1}:{port}/{n}.xml" for n in range(count)]


def one_pass(log_path: Path, count: int, port: int) -> None:
    """Make passes as the daemon does: one from a cold start, then warm ones; print a JSON line for each."""
    from config.model import Config, Crawl, Source, Watch  # noqa: PLC0415 - what a cold start costs is measured
    from scraper.crawl import Crawler  # noqa: PLC0415
    from scraper.crawl_pass import crawl_due  # noqa: PLC0415
    from scraper.store import Log  # noqa: PLC0415

    config = Config(
        watches=(Watch(key="the-glory", name="The Glory", aliases=("더 글로리",)),),
        sources=tuple(
            Source(name=f"s{n}", kind="feed", url=url, every=timedelta(minutes=10))
            for n, url in enumerate(addresses(count, port))
        ),
        crawl=Crawl(allow_networks=("127.0.0.0/8",), per_host_delay=timedelta(0)),
    )
    now = datetime.now(UTC)
    with Log.open(log_path) as log, Crawler(config) as crawler:
        last = log.row("SELECT max(last_fetch_at) FROM sources")
        now = max(now, datetime.fromisoformat(last[0]) + timedelta(hours=1)) if last and last[0] else now
        for number in range(3):
            before, started = _cpu(crawler), time.perf_counter()
            report = crawl_due(log, config, crawler, now=now + timedelta(hours=number))
            spent = {
                "wall": time.perf_counter() - started,
                "cpu": _cpu(crawler) - before,
                "rss_mb": _peak(crawler),
            }
            print(
                json.dumps(
                    {
                        "unchanged": report.unchanged,
                        "fetched": report.fetched,
                        "failed": report.failed,
                        **spent,
                    }
                ),
                flush=True,
            )


def _child(crawler: object) -> int:
    child = getattr(crawler, "_child", None)
    return child._process.pid if child is not None else 0  # noqa: SLF001 - nobody else needs it


def _cpu(crawler: object) -> float:
    """Return the CPU seconds of this process and of the crawl process so far."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    spent = own.ru_utime + own.ru_stime
    if pid := _child(crawler):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        spent += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return spent


def _peak(crawler: object) -> float:
    """Return the crawl process's peak resident memory in MB."""
    status = Path(f"/proc/{_child(crawler)}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def timed(argv: list[str], cwd: Path) -> tuple[float, float, float, str]:
    """Run a command; return its wall and CPU seconds, children included, its peak MB and what it printed."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(argv, stdout=out, stderr=subprocess.DEVNULL, cwd=cwd)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode()
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sources", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--port", type=int, default=PORT)
    options.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--pass", dest="log", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.serve:
        asyncio.run(serve(list(given.serve.iterdir()), given.port))
        return
    if given.log:
        one_pass(given.log, given.sources, given.port)
        return
    with tempfile.TemporaryDirectory() as directory:
        _measure(Path(directory), given.sources, given.rounds, given.port)


def _server(work: Path, port: int) -> subprocess.Popen[bytes]:
    """Start nginx if it is installed, else our own server; returns when it answers."""
    nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if nginx:
        (work / "nginx.conf").write_text(NGINX.format(run=work, site=work / "site", port=port))
        server = subprocess.Popen([nginx, "-p", str(work), "-c", str(work / "nginx.conf")])
        time.sleep(1)
        print("server: nginx")
        return server
    argv = [sys.executable, "-m", "bench.crawling", "--serve", str(work / "site"), "--port", str(port)]
    server = subprocess.Popen(argv, stdout=subprocess.PIPE, cwd=HERE)
    assert server.stdout is not None
    server.stdout.readline()
    print("server: our own (nginx is not installed)")
    return server


def _measure(work: Path, count: int, rounds: int, port: int) -> None:
    work.chmod(0o755)  # nginx started by root serves as another user
    site = work / "site"
    site.mkdir()
    for number in range(count):
        (site / f"{number}.xml").write_bytes(feed(number))
    (work / "bare.py").write_text(BARE)
    (work / "urls.txt").write_text("\n".join(addresses(count, port)))
    scrapy = [str(Path(sys.executable).with_name("scrapy")), "runspider", str(work / "bare.py")]
    bare = [*scrapy, "-a", f"urls={work / 'urls.txt'}", "-a", f"state={work / 'state.json'}"]
    ours = [
        sys.executable,
        "-m",
        "bench.crawling",
        "--pass",
        str(work / "log.db"),
        "--sources",
        str(count),
        "--port",
        str(port),
    ]
    server = _server(work, port)
    try:
        timed(bare, work), timed(ours, HERE)  # the first, full pass of each: every answer is a 200
        table: dict[str, list[tuple[float, float, float]]] = {}
        for _ in range(rounds):
            wall, cpu, peak, text = timed(bare, work)
            print("bare Scrapy, defaults:", text.strip())
            table.setdefault("bare Scrapy, whole process", []).append((wall, cpu, peak))
            wall, cpu, peak, text = timed(ours, HERE)
            lines = [json.loads(line) for line in text.splitlines()]
            print("ours:", dict(Counter(("unchanged", line["unchanged"]) for line in lines)))
            table.setdefault("ours, cold: first pass of a process", []).append(
                (lines[0]["wall"], lines[0]["cpu"], lines[0]["rss_mb"])
            )
            for line in lines[1:]:
                table.setdefault("ours, warm: as the daemon runs", []).append(
                    (line["wall"], line["cpu"], line["rss_mb"])
                )
    finally:
        server.terminate()
        server.wait()
    print(f"\n{count} unchanged sources, {rounds} rounds; medians [least..most]")
    for name, rows in table.items():
        wall, cpu, peak = (
            f"{statistics.median(v):.2f} [{min(v):.2f}..{max(v):.2f}]" for v in zip(*rows, strict=True)
        )
        print(f"{name:40} wall s {wall:24} CPU s {cpu:24} peak MB {peak}")


if __name__ == "__main__":
    main()
