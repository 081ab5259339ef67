"""G13: words in a title that say the same as its kind."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="G13",
    name="标题用词重复",
    finds="标题里“关于请求……的请示”“关于上报……的报告”“关于对……”等重复",
    why="文种已经表明请求、报告的意思，“关于”与“对”作用相同",
    source="《党政机关公文处理工作条例》第九条（标题由发文机关名称、事由、文种组成）",
    certainty=Certainty.DOUBTFUL,
    message="标题用词与文种重复",
    wrong=(
        Wrong(
            "关于请求解决防汛经费的请示\n市财政局：\n现将有关情况请示如下。",
            "关于解决防汛经费的请示\n市财政局：\n现将有关情况请示如下。",
        ),
        Wrong(
            "关于上报防汛工作情况的报告\n市政府：\n现将有关情况报告如下。",
            "关于防汛工作情况的报告\n市政府：\n现将有关情况报告如下。",
        ),
    ),
    right=(
        "关于解决防汛经费的请示\n市财政局：\n现将有关情况请示如下。",
        "关于对外贸易工作的通知\n各单位：\n现将有关事项通知如下。",
    ),
    needs="关",
    check=every(
        matching(
            r"(?<=关于)(?:请求|申请|要求|恳请)(?=[^\n]{1,50}的请示。?$)",
            "",
            roles=(Role.TITLE,),
            skip=Shield.NOTHING,
        ),
        matching(
            r"(?<=关于)(?:上报|报送|呈报|报告)(?=[^\n]{1,50}的报告。?$)",
            "",
            roles=(Role.TITLE,),
            skip=Shield.NOTHING,
        ),
        matching(
            r"(?<=关于)对(?!外|口|接|标|台|俄|美|日|非|欧|东盟|策|象|照|应|比|抗|等|越|华|港|澳|内|公|私|账)"
            r"(?=[^\n]{2,50}(?:的意见|的批复|的决定|的通知|的通报|的答复|的处理)$)",
            "",
            roles=(Role.TITLE,),
            skip=Shield.NOTHING,
        ),
    ),
)
