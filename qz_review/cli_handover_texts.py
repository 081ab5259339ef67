"""Words of ``qz-review handover``."""

from __future__ import annotations

from collections.abc import Mapping

HELP: Mapping[str, str] = {
    "handover": "交接：把稿件打成签名的包交给别的机器，核验，签收",
    "send": "把稿件交给一个人，写成包",
    "inspect": "核验一个包，说出结论；能收下退出码为 0，不能为 2",
    "admit": "收下一个包，签收交给本人的稿件",
    "verify": "只核验包本身：完整、签名、每条记录",
    "recall": "收回还没有签收的稿件，写出给收件人的通知",
    "keep": "分叉时，把包里的另一支存在本机这一支旁边",
    "forks": "列出分叉：两支各办了什么，文字有什么不同",
    "settle": "签字确定以哪一支为准，另一支留在台账里",
    "outbox": "列出这台机器交出的稿件：未签收、已签收、已收回",
    "roster": "导出签名的人员名册，给别的机器建立工作区",
    "join": "用人员名册在空文件夹里建立工作区",
    "workspace": "工作区文件夹",
    "against": "对照的工作区文件夹",
    "number": "稿件编号，可以写几个",
    "to": "交给谁：账号或姓名",
    "note": "附言",
    "sealed": "加密给收件人（内部稿件默认加密）",
    "open": "不加密",
    "output": "写到哪个文件（.qzpkg）",
    "file": "包文件",
    "receipt": "把回执写到哪个文件",
    "as": "以谁的身份，账号；省略则按稿件和收件人定",
    "for": "把谁的加密密钥一起带去，可以写几次",
    "reason": "理由",
    "side": "ours 以本机的为准，other 以另一支为准",
    "settled": "把定案写成包，带给另一台机器",
    "settler": "科室负责人或单位领导的账号",
    "settle.number": "稿件编号",
    "roster.file": "人员名册文件",
    "join.folder": "空文件夹",
}

PURPOSES: Mapping[str, str] = {
    "handover": "交接包",
    "receipt": "回执",
    "recall": "收回通知",
    "branch": "分叉的一支",
    "roster": "人员名册",
}

OUTCOMES: Mapping[str, str] = {
    "under_way": "未签收",
    "received": "已签收",
    "recalled": "已收回",
}

_VERDICTS: Mapping[str, str] = {
    "fast_forward": "FastForward：可以收下",
    "already_have": "AlreadyHave：本机已有，没有新内容",
    "gap": "Gap：中间缺少记录，先收下前面的包",
    "forked": "Forked：两台机器各自往下办了，先确定以哪一支为准",
    "untrusted": "Untrusted：不可信",
    "corrupt": "Corrupt：包已损坏或被改动过",
}

_REASONS: Mapping[str, str] = {
    "package.not_whole": "不完整，或不是程序写成的样子",
    "package.newer": "由较新版本制作，先升级程序",
    "package.manifest": "清单已损坏",
    "package.signature_entry": "签名已损坏",
    "package.signature": "签名后被改动过",
    "package.events": "记录已损坏",
    "package.entries": "有多出或缺少的内容",
    "package.digest": "内容与指纹不符",
    "package.head": "记录与清单不符",
    "package.roster_head": "人员名册与清单不符",
    "package.blob_missing": "缺少文本或附件",
    "package.purpose": "用途与里面的记录不符",
    "package.sender_unknown": "制包人不在名册上",
    "package.other_sender": "制包人与里面的签署人不符",
    "package.sender_key_ended": "制包人的密钥已停用",
    "package.not_administrator": "名册不是管理员发出的",
    "package.roster_differs": "人员名册与本机的不是同一份",
    "package.unknown_unit": "来自别的单位",
    "package.sealed_damaged": "加密的包已损坏",
    "package.recalled": "交出人已收回",
    "package.key_revoked": "里面有密钥失窃后签的记录",
    "handover.unlawful": "有一条记录不是签署人有权办的",
    "chain.gap": "序号不连续",
    "chain.prev": "与前一条接不上",
    "chain.hash": "内容与指纹不符",
    "chain.signature": "签名不成立",
    "chain.envelope": "条目内外记载不一致",
    "chain.unknown_key": "签名的密钥不在名册上",
    "chain.key_not_valid": "签名时密钥已停用",
    "chain.actor": "署名人与密钥不符",
    "ledger.unreadable": "有读不出的记录，可能由较新版本制作",
}

SENTENCES: Mapping[str, str] = {
    "handover.not_holder": "稿件已在{person}手中，这里只能查看。",
    "handover.bad_recipient": "不能交给这个人。选一名在岗的办稿人员。",
    "handover.no_such_person": "名册上没有“{name}”，或有几个人同名。用账号。",
    "handover.not_for_you": "这份稿件交给{person}，由本人签收。",
    "handover.same_desk": "稿件是从这个工作区交出的。要留下就收回。",
    "handover.nothing_under_way": "没有等待签收的交接。",
    "handover.draft_open": "{person}在{number}上有没保存成版本的修改。由本人存好后再交出。",
    "handover.file_missing": "已记交出，但包没有写成：{reason}。再写一次。",
    "handover.recipient_without_key": "收件人没有可用的密钥。",
    "handover.not_admissible": "这个包不能收下。先看核验结果。",
    "fork.none": "包里没有分叉的另一支。",
    "fork.unknown": "没有未定案的分叉。",
    "fork.not_yours_to_settle": "由科室负责人或单位领导确定以哪一支为准。",
    "package.too_large": "包超过 4GB。分几次交出。",
    "package.not_whole": "包不完整或被改动过，没有收下。",
    "package.digest": "包里的内容与指纹不符，没有收下。",
    "package.sealed_for_other": "包是加密给别人的。用收件人的账号打开。",
    "package.sealed_damaged": "加密的包已损坏或被改动过。",
    "package.no_roster": "这不是人员名册文件。",
    "roster.not_administrator": "这件事由管理员来办。",
    "roster.elsewhere": "人员名册在管理员的机器上改。",
    "keys.not_here": "{person}的密钥不在这台机器上。",
    "session.no_password": "没有密码。在终端里运行，或设置环境变量 {variable}。",
    "session.wrong_password": "密码不对。",
    "session.delayed": "密码连错多次，稍后再试。",
}


def verdict_words(verdict: str, reason: str) -> str:
    """One line for a verdict and its reason."""
    words = _VERDICTS[verdict]
    return f"{words}（{reason_words(reason)}）" if reason else words


def reason_words(reason: str) -> str:
    """A reason in words, its code where there are none."""
    return _REASONS.get(reason, reason)
