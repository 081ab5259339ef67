"""Refusals about word lists and lists of officers."""

LISTS = {
    "lists.by_chief": "本单位的词库由科室负责人、领导或管理员修改，没有改动",
    "lists.no_reason": "还没写原因，原因随修改记入台账",
    "lists.no_change": "词库里已经是这样，没有可改的",
    "lists.unknown_layer": "只能修改自治区和本单位的词库，没有改动",
    "lists.unknown_change": "没有找到要撤销的修改，没有改动，重新打开词库",
    "lists.no_text": "还没写词语或姓名，也不能分行",
    "lists.too_short": "至少写两个字，通配符以外也要有两个字，否则到处命中",
    "lists.no_wildcards": "保护词不用通配符，写全要保护的词",
    "lists.too_many_stars": "一个词语最多用{most}个*，再多扫描会很慢",
    "lists.too_long": "超过{most}个字，缩短后再加",
    "lists.unknown_category": "没有“{category}”这个分类，从分类表里选",
    "lists.bad_certainty": "程度写必错、疑似或提示，或者不写",
    "lists.bad_date": "日期写成2026-05-20，截止不早于起始",
    "lists.too_many_words": "本稿保护词最多{most}个，通用的加到本单位词库",
    "lists.bad_order": "排序写0至9999的数字",
    "list.too_large": "文件超过{megabytes}MB，没有读入，拆成几个文件",
    "list.too_many": "文件超过{most}行，没有读入，拆成几个文件分次导入",
    "list.unreadable": "表格文件已损坏或结构不正常，没有读入，另存一份再试",
    "list.old_excel": "这是旧版xls文件或有密码，没有读入，另存为不带密码的xlsx",
    "list.not_a_list": "没有“词语”或“姓名”这一列，没有读入，先导出一份作样表",
}
