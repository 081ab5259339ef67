"""Refusals of files from outside, and of resources of our own that are missing."""

FILES = {
    "file.empty": "文件是空的，换一个文件",
    "file.too_large": "文件超过{limit}，没有读入，拆分或去掉大图后再导入",
    "file.unsupported": "读不了这种文件，另存为docx后再导入",
    "file.old_word": "这是旧版doc文件，用文字处理软件另存为docx后再导入",
    "file.unreadable": "文件打不开，检查是否被别的程序占用或没有权限",
    "docx.not_docx": "不是docx文件（{kind}），扩展名改过也不行，另存为docx后再导入",
    "docx.corrupt": "docx文件已损坏，没有读入，从原处重新取一份",
    "docx.encrypted": "docx文件加了密码，去掉密码后再导入",
    "docx.macro": "docx文件带宏，没有读入，另存为不带宏的docx",
    "docx.ole": "docx文件嵌有别的程序的对象，没有读入，去掉后再导入",
    "docx.external": "docx文件引用外部文件（{target}），没有读入，去掉后再导入",
    "docx.entities": "docx文件内有不安全的声明，没有读入",
    "docx.bomb": "docx文件解开后异常庞大，没有读入",
    "docx.too_large": "docx文件解开后过大，没有读入，去掉大图后再导入",
    "docx.unsafe_package": "docx文件的内部结构不正常，没有读入，另存一份再导入",
    "assets.missing": "程序文件不全（{name}），重新安装后再启动，稿件和台账不受影响",
    "checklist.missing": "审核要点的数据缺失，重新安装后再启动，稿件和台账不受影响",
    "checklist.damaged": "审核要点的数据已损坏（{file}），重新安装后再启动",
    "checklist.unknown_version": "本机没有{version}版审核要点，更新程序后再办",
}
