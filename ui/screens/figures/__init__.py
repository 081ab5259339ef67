"""统计: figures by month, section, person, channel, with charts; 监督提示 as questions."""
