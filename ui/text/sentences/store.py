"""Disk, database, ledger: what the machine refuses, and evidence that does not verify."""

STORE = {
    "workspace.none": "这个文件夹里没有单位的数据，换一个文件夹，或新建单位",
    "workspace.exists": "这个文件夹里已有单位，没有改动，换一个空文件夹",
    "workspace.not_empty": "文件夹里已有别的文件，换一个空文件夹",
    "workspace.network_share": "文件夹在网络共享上，数据会被写坏，换到本机磁盘",
    "workspace.read_only": "文件夹不可写，换一个文件夹或开放写权限",
    "workspace.newer": "数据由更新的版本写成，更新程序后再打开，数据没有变动",
    "workspace.locked": "数据正被别的程序占用，关闭后再试，内容没有丢",
    "disk.full": "磁盘已满，这一步没有写入，已签的都在；腾出空间后再试",
    "disk.read_only": "磁盘不可写，这一步没有写入，已签的都在；开放写权限后再试",
    "disk.failed": "磁盘读写出错，这一步没有写入，已签的都在；检查磁盘后再试",
    "ledger.append_conflict": "另一个窗口先写入了这篇稿件，内容已更新，看过后再办",
    "ledger.cut_tail": "台账末尾少了记录，已停止写入；从备份恢复，不要删除现有文件夹",
    "ledger.unreadable": "台账第{seq}条读不出来，这篇稿件已停办，报管理员核查",
    "blobs.damaged": "存下的正文已损坏，这篇稿件已停办，从备份恢复",
    "blobs.missing": "存下的正文缺失，这篇稿件已停办，从备份恢复",
    "keys.damaged": "密钥文件已损坏，由管理员更换密钥，签过的不受影响",
    "print.failed": "打印机“{name}”没有接收，没有打印，换一台或存为PDF",
    "backup.damaged": "备份不完整，没有恢复，换一份备份",
    "backup.not_empty": "恢复要用空文件夹，换一个",
}
