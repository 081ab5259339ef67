"""LibreOffice itself accepts or rejects all tracked changes of a docx, by a Basic macro."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.support.office_files import OFFICE

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Settle(source As String, how As String, target As String)
 Dim args(0) As New com.sun.star.beans.PropertyValue
 args(0).Name = "Hidden"
 args(0).Value = True
 doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, args())
 If how &lt;&gt; "" Then
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  command = ".uno:" &amp; how &amp; "AllTrackedChanges"
  dispatcher.executeDispatch(doc.CurrentController.Frame, command, "", 0, Array())
 End If
 Dim save(0) As New com.sun.star.beans.PropertyValue
 save(0).Name = "FilterName"
 save(0).Value = "MS Word 2007 XML"
 doc.storeToURL(ConvertToURL(target), save())
 doc.close(True)
End Sub
Sub SettleAll(folder As String, count As Integer)
 For number = 0 To count - 1
  how = ""
  If FileExists(folder &amp; "/" &amp; number &amp; ".accept") Then how = "Accept"
  If FileExists(folder &amp; "/" &amp; number &amp; ".reject") Then how = "Reject"
  source = folder &amp; "/" &amp; number &amp; ".docx"
  Settle(source, how, folder &amp; "/out" &amp; number &amp; ".docx")
 Next
End Sub
</script:module>
"""


def settled(documents: Sequence[tuple[bytes, str]]) -> list[bytes]:
    """Each document as LibreOffice saves it; with ``accept`` or ``reject``, or as it is ("")."""
    assert OFFICE is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, (data, how) in enumerate(documents):
            (folder / f"{number}.docx").write_bytes(data)
            if how:
                (folder / f"{number}.{how}").touch()
        profile = folder / "profile"
        run = [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        first = [*run, "--terminate_after_init"]  # makes the profile
        subprocess.run(first, check=True, capture_output=True, timeout=60)
        library = profile / "user" / "basic" / "Standard"
        (library / "script.xlb").write_text(_LIBRARY, "utf-8")
        (library / "Module1.xba").write_text(_MODULE, "utf-8")
        call = f'macro:///Standard.Module1.SettleAll("{folder}",{len(documents)})'
        subprocess.run([*run, call], check=True, capture_output=True, timeout=400)
        return [(folder / f"out{number}.docx").read_bytes() for number in range(len(documents))]
