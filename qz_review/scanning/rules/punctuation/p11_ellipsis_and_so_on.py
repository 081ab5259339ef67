"""P11: an ellipsis together with 等."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P11",
    name="省略号与“等”并用",
    finds="省略号后面或前面又有“等”“等等”“什么的”",
    why="省略号和“等”作用相同，只用一种",
    source="GB/T 15834—2011 附录 A.9.2",
    certainty=Certainty.CERTAIN,
    message="省略号和“等”只用一种",
    wrong=(
        Wrong("种植水稻、大豆……等作物。", "种植水稻、大豆等作物。"),
        Wrong("种植水稻、大豆等……", "种植水稻、大豆等"),
    ),
    right=("种植水稻、大豆等。", "种植水稻、大豆……", "他说要等……等待通知。", "发展高等……"),
    needs="…",
    check=every(
        matching(r"……(?=等(?![待候到级于同价你我他她一]))", ""),
        matching(
            r"……(?:(?<=[^高中初同优劣平何对均]等..)|(?<=等等..))",
            "",
            when=lambda m, p: (
                not m.string.startswith("等", m.end())
                and not m.string.endswith(("要等", "再等", "还等", "在等"), p.start, m.start())
            ),
        ),
    ),
)
