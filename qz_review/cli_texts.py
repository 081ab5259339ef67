"""The command line's own words; the core behind it carries codes and facts only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qz_review import cli_handover_texts as handover
from qz_review.errors import Environment, QzError, Tampered

if TYPE_CHECKING:
    from qz_review.ledger.verify import Fault, RevokedEvent

HELP = {
    "program": "三审三校：政府网站和政务新媒体稿件的审核校对、签署、台账与归档。",
    "demo": "用示例单位的人员和密钥，把一篇稿件走完全流程并归档",
    "demo.out": "存放结果的空文件夹：archive.pdf、花脸稿.docx、清样.docx 和 workspace",
    "demo.manuscript": "要走流程的 docx 或 txt，省略则用自带样稿",
    "verify": "逐条校验台账的指纹和签名；给出归档 PDF 时，只凭这个文件校验它",
    "verify.what": "工作区文件夹，默认在“文档”里的“三审三校”；或归档 PDF",
    "verify.roster": "单位的人员名册文件，用来核对归档 PDF 的单位证书",
    "rebuild": "由台账重建列表和检索",
    "backup": "立即备份",
    "restore": "把备份恢复到一个文件夹",
    "restore.backup": "备份文件（backup-….zip）",
    "restore.into": "恢复到的文件夹",
    "sample": "建立示例单位",
    "sample.folder": "空文件夹",
    "list": "列出稿件：编号、链尾、状态、标题、在谁手上",
    "list.format": "输出格式，默认 text",
    "trace": "责任倒查：一段文字由谁在哪一步写成，之后谁签过含这段文字的稿",
    "trace.manuscript": "稿件编号，如 QT-2026-0412",
    "trace.quote": "要查的文字，空格、全半角和标点不同也能找到",
    "archive": "重新制作一篇稿件的归档 PDF",
    "archive.number": "稿件编号，如 QT-2026-0412",
    "archive.output": "写到哪个文件",
    "scan": "扫描稿件，列出发现的问题；有必错时退出码为 1",
    "scan.files": "docx、网页或 txt 等稿件文件，- 为标准输入",
    "scan.format": "输出格式：text（默认）、json、xlsx",
    "scan.lexicon": "另用的词库文件（xlsx、csv、txt），可以重复",
    "scan.lexicon_bad": "{name}：{count} 行没有读入（第 {rows} 行）",
    "scan.level": "standard 标准（默认），full 全面",
    "scan.lines": "每行作为一篇，逐行输出一个 JSON 对象",
    "scan.only": "只运行这些规则，用逗号隔开，如 P8,D1",
    "scan.min_certainty": "至少到这个程度才列出：必错、疑似、提示（默认）",
    "scan.macbert": "本单位自备的 MacBERT 模型文件夹，与自带模型一起查错字",
    "scan.output": "写到哪个文件，省略则打印",
    "rules": "列出扫描规则",
    "text": "把文件里的文字逐段打印出来",
    "text.file": "docx 或 txt 等稿件文件",
    "text.revisions": "未处理的修订：accept 接受（默认），reject 拒绝",
    "redline": "比较两份文件，写出标明改动的花脸稿；文字相同则不写文件",
    "redline.old": "改动前的文件",
    "redline.new": "改动后的文件",
    "redline.output": "写到哪个文件，扩展名 .docx、.html 或 .pdf",
    "redline.author": "改动人姓名",
    "handover": handover.HELP["handover"],
    "workspace": "工作区文件夹，默认在“文档”里的“三审三校”",
    "version": "显示版本",
}

_SENTENCES: Mapping[str, str] = {
    "workspace.none": "“{folder}”里没有工作区。检查文件夹，或先在桌面程序里建立。",
    "workspace.missing": "“{folder}”里没有工作区。检查文件夹，或先在桌面程序里建立。",
    "workspace.exists": "“{folder}”里已有工作区，没有改动它。换一个空文件夹。",
    "workspace.folder_not_empty": "“{folder}”不是空文件夹，没有改动它。换一个空文件夹。",
    "workspace.not_ours": "“{folder}”里有别的文件，没有改动它。换一个文件夹。",
    "workspace.in_use": "工作区正被使用，没有改动它。关闭正在使用它的程序后再试。",
    "workspace.network_share": "工作区在网络共享上（{kind}），不能在那里使用。移到本机硬盘。",
    "workspace.newer_version": "工作区由较新的版本建立，没有改动它。升级本程序后再打开。",
    "workspace.read_only": "文件夹只读，什么也没有写入。取得写权限后再试。",
    "workspace.locked": "另一个程序占用着工作区，什么也没有写入。稍后再试。",
    "workspace.cannot_open": "打不开“{folder}”：{reason}。",
    "workspace.damaged": "工作区的数据库已损坏，没有改动它。从备份恢复到另一个文件夹。",
    "disk.full": "磁盘已满，没有写入半份数据。腾出空间后再试。",
    "disk.failed": "写不了文件，没有写入半份数据：{reason}。",
    "ledger.cut_tail": "台账末尾缺少条目：应有 {events} 条，只有 {found} 条。先查明原因。",
    "ledger.heads_differ": "台账与签名的链尾记录不一致。查明原因，不要继续使用这个工作区。",
    "ledger.head_note_forged": "链尾记录的签名不属于名册上的人。查明原因，不要继续使用这个工作区。",
    "archive_set.no_manifest": "“{folder}”里没有文件清单，不是归档成套文件夹。",
    "archive_set.folder_exists": "“{folder}”已存在，没有改动它。换一个文件夹名。",
    "trace.no_quote": "没有写要查的文字。在编号后面写上一句话，用引号括起。",
    "trace.quote_not_found": "稿件 {number} 的文字里没有“{quote}”。核对编号，网页上的字可能改过。",
    "manuscript.unknown": "没有编号为 {number} 的稿件。",
    "demo.folder_not_empty": "“{folder}”不是空文件夹，没有改动它。换一个空文件夹。",
    "backup.unreadable": "读不了备份“{file}”（{reason}），什么也没有恢复。检查文件名和权限。",
    "backup.damaged": "备份“{file}”不完整，什么也没有恢复。换一份备份。",
    "redline.format": "花脸稿不能写成“{name}”。扩展名用 {known}。",
    "redline.same_file": "“{name}”是要比较的文件，没有改动它。换一个文件名。",
    "file.empty": "文件是空的。换一个文件。",
    "file.too_large": "文件太大，没有读入。拆分或去掉大图后再试。",
    "file.unreadable": "读不了文件“{name}”：{reason}。",
    "file.unsupported": "读不了这种文件。另存为 docx 或 txt 后再试。",
    "file.old_word": "这是旧版 doc 文件。用文字处理软件另存为 docx 后再试。",
    "text.no_text": "文件里没有文字。换一个文件。",
    "text.undecodable": "认不出文件的文字编码，没有读入。另存为 UTF-8 的 txt 或 docx 后再试。",
    "text.wrong_encoding": "文件按 {encoding} 读不出来。换一种编码。",
    "html.too_deep": "网页的结构套得太深，没有读入。另存为 txt 或 docx 后再试。",
    "mht.corrupt": "网页文件已损坏，没有读入。在浏览器里另存为网页后再试。",
    "file.encrypted": "文件有密码。去掉密码后另存再试。",
    "convert.no_program": "读 {kind} 要用本机的 LibreOffice，没有找到。另存为 docx 后再试。",
    "convert.too_slow": "{kind} 转换成 docx 超时，没有读入。另存为 docx 后再试。",
    "convert.failed": "{kind} 转换不成 docx，可能已损坏或有密码。另存为 docx 后再试。",
    "docx.not_docx": "不是 docx 文件，扩展名改过也不行。另存为 docx 后再试。",
    "docx.not_exact": "写好的 docx 读回来与正文不一致，没有写文件。改写 .html 或 .pdf。",
    "docx.corrupt": "docx 已损坏，没有读入。从原处重新取一份。",
    "docx.encrypted": "docx 有密码。去掉密码后另存再试。",
    "docx.macro": "docx 带有宏，没有读入。另存为不带宏的 docx 后再试。",
    "docx.ole": "docx 里有链接的对象、打包的文件或控件，没有读入。去掉后再试。",
    "docx.external": "docx 引用外部文件，没有读入。去掉后再试。",
    "docx.entities": "docx 内有不安全的声明，没有读入。另存一份再试。",
    "docx.bomb": "docx 解开后异常庞大，没有读入。换一个文件。",
    "docx.too_large": "docx 解开后过大，没有读入。去掉大图后再试。",
    "docx.unsafe_package": "docx 的内部结构不正常，没有读入。另存一份再试。",
    "docx.no_text": "docx 里没有文字，没有读入。换一个文件。",
    "list.too_large": "词库文件超过 {megabytes} MB，没有读入。拆成几个文件。",
    "list.too_many": "词库文件超过 {most} 行，没有读入。拆成几个文件。",
    "list.unreadable": "词库文件已损坏或结构不正常，没有读入。另存一份再试。",
    "list.old_excel": "词库是旧版 xls 或有密码，没有读入。另存为不带密码的 xlsx。",
    "list.not_a_list": "词库文件里没有“词语”或“姓名”这一列，没有读入。",
    "registration.no_title": "稿件没有标题，不能登记。",
    "registration.audiovisual": "音视频稿件须全程视听对比，本版本还不能登记。",
    "ledger.unreadable": "台账中有一条（{stream} 第 {seq} 条）读不出来。先校验台账，查明原因。",
    "blobs.damaged": "存下的文本或附件已被改动。先校验台账，查明原因。",
    "blobs.missing": "存下的文本或附件缺失。先校验台账，查明原因。",
    "checklist.missing": "程序缺少审核要点的数据。重新安装。",
    "typos.model_missing": "缺少错字模型（{folder}）。重新安装。",
    "typos.model_unreadable": "错字模型已损坏（{folder}）。重新安装。",
    "macbert.missing": "MacBERT 模型文件夹（{folder}）里缺少 {name}，没有扫描。补齐文件再试。",
    "macbert.unreadable": "MacBERT 模型（{folder}）读不出来，没有扫描。换一份模型，或不用它。",
    "macbert.not_installed": "缺少 MacBERT 所需的组件，没有扫描。先安装 qz-review[macbert]。",
    "assets.missing": "程序缺少文件“{name}”。重新安装。",
    "archive.roster_unreadable": "名册文件读不出或校验不通过，什么也没有校验。向单位重新取一份。",
    "cancelled": "已取消，没有改动。",
}

_FAULTS: Mapping[str, str] = {
    "chain.gap": "序号不连续，有条目缺失或多出",
    "chain.prev": "与前一条接不上",
    "chain.hash": "内容与指纹不符，被改动过",
    "chain.signature": "签名不成立",
    "chain.envelope": "条目内外记载不一致",
    "chain.unknown_key": "签名的密钥不在名册上",
    "chain.key_not_valid": "签名时密钥已停用",
    "chain.actor": "署名人与密钥不符",
    "ledger.unreadable": "内容读不出",
    "ledger.cut_tail": "末尾的条目被删去",
    "ledger.heads_differ": "与签名的链尾记录不一致",
    "ledger.head_note_forged": "链尾记录的签名不成立",
    "ledger.head_note_missing": "签名的链尾记录缺失，不能证明末尾的条目都在",
    "ledger.guards_missing": "数据库的防改装置被去掉",
    "blobs.missing": "文本或附件缺失",
    "blobs.damaged": "文本或附件被改动过",
    "workspace.damaged": "数据库文件已损坏",
}

_ARCHIVE_FAULTS: Mapping[str, str] = {
    "archive.pdf_unreadable": "文件已损坏或不是 PDF，读不出",
    "archive.no_evidence": "文件里没有台账.json，不是本程序的归档文件",
    "archive.evidence_unreadable": "文件里的台账.json 读不出，被改动过",
    "archive.signature_unsigned": "没有单位签名",
    "archive.signature_changed": "单位签名不成立，签名之后文件内容被改动过",
    "archive.signature_resaved": "单位签名不成立，文件被别的程序重新保存过",
    "archive.signature_added_to": "签名之后文件被追加了内容",
    "archive.signature_other_certificate": "签名用的证书不是名册上的单位证书",
    "archive.file_missing": "随附文件“{name}”缺失",
    "archive.file_swapped": "随附文件“{name}”与登记的指纹不符，被换过",
    "archive.file_extra": "多出随附文件“{name}”",
    "archive.text_missing": "台账中的一份文本（{digest}）缺失",
    "archive.words_differ": "“{name}”页面上的文字与所签文本不一致",
    "archive.sheet_missing": "缺少“{name}”页面，或其文本不是所签文本",
    "archive.roster_differs": "文件里的人员名册与所给名册不一致",
}

_USAGE: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", r"缺少参数 \1"),
    (r"unrecognized arguments: (.*)", r"多出的参数 \1"),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 不能是 “\2”，可用 \3"),
    (r"argument (.*?): (没有规则.*)", r"\1：\2"),
    (r"argument (.*?): expected one argument", r"\1 后面缺少内容"),
    (r"argument (.*?): invalid \w+ value: '?(.*?)'?", r"\1 不能是 “\2”"),
    (r"argument (.*?): ignored explicit argument '?(.*?)'?", r"\1 不带内容，多出 \2"),
    (r"ambiguous option: (.*) could match (.*)", r"选项 \1 有多种可能：\2"),
)

_ACTS: Mapping[str, str] = {
    "register": "登记",
    "name_partner": "指定三校人",
    "return": "退回",
    "final_scan": "发布前扫描",
    "release": "发布",
    "archive": "归档",
    "withdraw": "撤稿",
    "delegate": "委托",
}


def sentence(error: QzError, given: Iterable[Path] = ()) -> str:
    """One line for an error; one without a sentence of its own is named by its code.

    Where one of several files is meant, the fact ``which`` names it and the line begins with it.
    given: the paths of the call; where the error names the last part of one, the line names it
    whole, as the person gave it.
    """
    template = _SENTENCES.get(error.code) or handover.SENTENCES.get(error.code)
    if template is None:
        kind = "数据有误" if isinstance(error, Tampered) else "不能继续"
        if isinstance(error, Environment):
            kind = "这台机器上做不到"
        return f"{kind}（{error}）。已有数据没有改动。"
    facts = {name: str(value) for name, value in error.facts.items()}
    whole = {path.name: str(path) for path in given}
    facts |= {name: whole.get(facts[name], facts[name]) for name in _PATHS & facts.keys()}
    which = f"{facts['which']}：" if "which" in facts else ""
    return which + template.format_map(_Known(facts))


def fault_line(fault: Fault) -> str:
    """The first fault: which manuscript, which entry, what is wrong."""
    if fault.stream == "roster":
        where = f"人员名册 第{fault.seq}条"
    elif fault.stream:
        name = " ".join(filter(None, (fault.number, fault.title))) or fault.stream
        where = f"稿件 {name} 第{fault.seq}条（seq {fault.seq}）"
    else:
        where = "工作区"
    return f"{where}：{_FAULTS.get(fault.code, fault.code)}"


def archive_fault_line(fault: Fault) -> str:
    """One thing that is wrong with an archive PDF."""
    template = _ARCHIVE_FAULTS.get(fault.code)
    if template is None:
        return fault_line(fault).replace("工作区：", "归档文件：", 1)
    return template.format_map(_Known(dict(fault.facts)))


def revoked_line(void: RevokedEvent) -> str:
    """A signature that verifies and does not count."""
    name = " ".join(filter(None, (void.number, void.title))) or void.stream
    return f"稿件 {name} 第{void.seq}条：密钥失窃后签的，不作数"


def pending_line(name: str, count: int, taken: str) -> str:
    """That a file holds 修订 nobody decided on, and how they were read (accept, reject)."""
    choice = "拒绝" if taken == "reject" else "接受"
    return f"{name} 里有未处理的修订 {count} 处，按{choice}读入"


def usage_line(message: str) -> str:
    """What is wrong with a call, from argparse's own words."""
    for pattern, words in _USAGE:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, words, message).replace("'", "")
    return message


def act_label(kind: str) -> str:
    """What an act of the demo is called, for those that are no step."""
    return _ACTS.get(kind, kind)


_PATHS = frozenset({"folder", "file", "name"})
"""Facts that name a file or folder."""


class _Known(dict[str, str]):
    """Facts for a template; a missing one shows as … rather than failing."""

    def __missing__(self, key: str) -> str:
        return "…"
