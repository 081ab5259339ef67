"""The first start: found a unit, open 示例单位, or open another folder."""
