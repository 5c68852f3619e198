"""Small files in the official layout."""

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]

SDN = (
    '90001,"ORBELEVIN, Vasimir","individual","FICT-ARMS] [FICT-CYBER",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"DOB 05 Oct 1955; nationality Syria; Passport QZ-123456 (Iran)."\r\n'
    '90002,"NORTHERN ""AMBER"" SHIPPING",-0- ,"FICT-ARMS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    '90003,"QADHARA",vessel,"FICT-ARMS",-0- ,"QZ1234","Crude Oil Tanker",-0- ,-0- ,"Cyprus",-0- ,"Vessel Registration Identification IMO 0012345."\r\n\x1a'
)
ALT = '90001,1,"aka","ORBELEWIN, Wasimir",-0- \r\n90001,2,"fka","O., Vasimir",-0- \r\n'
ADD = '90001,1,"1 Some Street","Some Town",Russia,-0- \r\n'


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the three files and the day; a keyword replaces one of them, None leaves it out."""

    def write_files(**replaced: bytes | None) -> Path:
        files: dict[str, bytes | None] = {"sdn": SDN.encode(), "alt": ALT.encode(), "add": ADD.encode(), "published": b"2026-11-01\n", **replaced}
        for name, content in files.items():
            if content is not None:
                (tmp_path / f"{name}{'.txt' if name == 'published' else '.csv'}").write_bytes(content)
        return tmp_path

    return write_files
