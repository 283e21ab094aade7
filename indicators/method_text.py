"""The words of the method, one text a language: headings after "#", paragraphs between empty lines.

Lines are broken for the reader of this file alone. "{verdicts}" stands for the list of verdicts.
"""

ENGLISH = """
# What is judged

Each target stands for the end of a year. It is judged by the newest figure up to that day that is
fit to be judged: a final, provisional or estimated one, on the target’s own definition, for a
full year or for a day, and later than the starting figure.

Once the target’s year is over, only its own full-year figure decides; a figure as of 31 December
is that figure. Until it is published the target waits for it. Figures for later years change no
verdict.

A running total that only grows is the one exception. Once it has reached what it was to reach,
that cannot be lost; once it has passed a limit it was to stay under, that cannot be mended. In
both cases nothing has to be waited for.

# What is shown but never judged

Figures on another definition, figures of low reliability, forecasts, and totals for a part of a
year are shown with a grey diamond and the word for what they are. They never decide a verdict,
however close they come.

A missing figure is not a zero and not a failure. It means that none was found in what has been
published.

# The starting figure

The baseline is the figure for the year before the plan began. For a running total that starts
with the plan it is 0 by definition. If no figure that is fit to be judged exists for that year,
there is no baseline, and nothing is put in its place: the result can still be judged, the pace
cannot.

# How a target is read

“At least” is reached at the number itself; “more than” only above it. “At most” and “less than”
are read in the same way. Where the plan gives a plain number that is to be reached, it is read as
at least that number.

“About” is read with a tolerance that is stated beside the target: “about 600” with 5% counts as
reached from 570. The tolerance is our assumption and not the plan’s. A figure that needs it is
marked; a figure that misses is measured to the target itself.

Of a range in which more is better, the lower end has to be reached, and going beyond the upper
end still meets it. A range to stay within is met only inside, both ends included.

# What each verdict means

Summaries count the verdicts, the least favourable first, and always say out of how many. Nothing
is averaged and there is no overall score.

{verdicts}

# Marks beside a verdict

Provisional. The latest figure, the first that reached the target, or the baseline is provisional
or an estimate.

Out of date. The latest figure was more than two years old on the day of judging.

Within tolerance. The target is met only with the tolerance that “about” is read with.

Above or below the range. The target is met, beyond the far end of its range.

Met late, in a year. The target was missed and reached by a later figure; it stays missed.

Series redefined in a year. A new series started there, before the latest figure.

# Completion, share of the way, share of time

Completion is the figure divided by the target. It says nothing of where things started.

The share of the way does: it is what has been covered from the baseline, divided by the whole way
from the baseline to the target. With a baseline of 20, a target of 100 and a figure of 60 it is
40 of 80, or 50.0%. For an indicator that is expected to grow at a constant rate, growth rates are
compared in place of amounts.

The share of time is how much of the time from the baseline to the end of the target’s year had
gone when the figure was taken. The two are compared for the same day, that of the figure, and
never for today.

There is no share of the way without a baseline, across a break in the series, for a range to stay
within, and where the baseline had already reached the target.

# Pace, and where its limits come from

While the target’s year runs, the share of the way is divided by the share of time. From 1.05 on
it is ahead, from 0.95 on track, from 0.60 behind, and below that far behind. A figure further
from the target than the baseline is moving away. With less than a tenth of the time gone it is
too early to tell.

The limits 0.95 and 0.60, and 0 for moving away, follow the method by which Statistics Canada
follows goals; there they apply to growth rates, here to shares. 1.05 mirrors 0.95. The words are
those of mid-term evaluations in China, and the straight path is what 序时进度 means in practice.

A pace is always named with the year of its figure. Where the latest figure is more than two years
old, or a newer one exists that is not judged, summaries give the shares with their year and no
word for the pace. After the target’s year there is no pace, only a result.

# When a series breaks

A new definition or a revised base starts a new series. Nothing is joined, compared or computed
across that line, and no growth rate is given over it. Where it lies between baseline and latest
figure, there is no pace; whether the target is met can still be said.

# Releases and revisions

What is published appears in numbered releases, approved by a second person and never altered
afterwards. A correction is a new release. Every changed figure is listed with its old and new
value, the kind of the change (revised by the source, our error, definition) and the reason.

A release is judged as on a stated day and keeps the words and the method it was judged by. This
is version 1 of the method.

# Promises without a number

Where the plan promises something in words, dated evidence is collected. No percentage is made up
for it, and it counts as delivered only with evidence. Indicators without a target are shown and
not judged.

# Glossary

Indicator. What is counted or measured for a goal.

Figure. One published value of an indicator, with its year, its status and its source.

Status. Whether a figure is final, provisional, an estimate, a forecast, on another definition or
of low reliability; the codes are those of SDMX (A, P, E, F, D, U).

Running total. A count that adds up from a starting day and does not fall.

Flow and stock. A flow adds up over a year, as output does; a stock stands on a day, as a number
of enterprises does.

Above the designated size. The industrial enterprises that China’s statistics cover one by one:
those with a yearly main business income of ¥20 million or more.

Responsible unit. The office that answers for an indicator.

Quoted from a copy. The figure was read in a copy of a report; the original was not seen, and the
copy is not linked.
"""

CHINESE = """
# 评价什么

每项目标都以某一年年底为期限，依据期限之前最新的可评价数据作出评价。可评价数据是指：口径与目标一
致，状态为正式数、初步数或估算数，反映全年或某一时点情况，且晚于基期的数据。

目标年结束后，只以该年全年数据为准，截至12月31日的数据即为全年数据；公布之前，该目标列为待公布。
此后年份的数据不改变评价结果。

只增不减的累计数是唯一例外：达到目标后不会回落，超过上限后也无法挽回，两种情形均不必等待全年数据。

# 仅供参考、不作评价的数据

口径不一致的数据、可靠性较低的数据、预测数和年内累计数，以灰色菱形标出并注明性质，无论数值如何，
均不作为评价依据。

没有数据不等于零，也不代表未完成，只说明在公开资料中没有查到。

# 基期数

基期数是规划期开始前一年的数据。自规划期起算的累计数，基期数按定义为0。基期年没有可评价数据的，
视为无基期数，不以其他数据代替；此时仍可评价是否实现，但无法评价进度。

# 目标值如何理解

“不少于”“不低于”包括本数，“超过”不包括本数；“不超过”包括本数，“低于”不包括本数。规划只列数值的，
按不少于该数理解。

“约”按目标旁注明的允许偏差理解，例如“约600”、允许偏差5%，即达到570视为实现。允许偏差为本站假定，
并非规划规定。借助允许偏差才达到的，另行标注；未达到的，差距按目标值本身计算。

越多越好的区间，达到下限即为实现，超过上限同样视为实现；应当保持在内的区间，只有处于区间之内（含
上下限）才算实现。

# 各项评价的含义

汇总页按由差到好的顺序列出各类评价的个数，并注明总数；不求平均，不设总分。

{verdicts}

# 评价旁的标注

初步：最新数据、首个达标数据或基期数为初步数或估算数。

数据较早：至评价日，最新数据已超过两年。

在允许偏差内：计入“约”的允许偏差后才达到目标。

高于或低于目标区间：目标已实现，且超出区间的另一端。

延后实现：目标未按期实现，其后年份的数据达到目标值；评价仍为未实现。

口径调整：最新数据之前的某一年起为新序列。

# 完成率、完成比例与序时进度

完成率等于数据除以目标值，不反映起点。

完成比例反映起点：以基期数至最新数据的变化量，除以基期数至目标值的变化量。例如基期数20、目标值100、
最新数据60，完成比例为40÷80，即50.0%。预期按固定增速增长的指标，以增速代替变化量计算。

序时进度是从基期到目标年年底的时间中，截至数据所属时点已经过去的比例。两者按同一时点比较，即数据
所属时点，而不是今天。

没有基期数、期间有口径调整、目标为应当保持在内的区间，或者基期数已达到目标值的，不计算完成比例。

# 进度评价的分界线及其来源

目标年结束之前，以完成比例除以序时进度：1.05及以上为快于预期，0.95及以上为基本符合预期，0.60及以
上为滞后，不足0.60为明显滞后；最新数据比基期数离目标更远的，为偏离目标。序时进度不足10%的，时间
尚早，暂不评价。

0.95、0.60以及作为偏离界线的0，参照加拿大统计局监测目标进展的方法；该方法用于增速，本站用于比例。
1.05与0.95对称设置。评价用语取自国内规划中期评估，序时进度即按时间均匀推进的通行做法。

进度评价一律注明数据年份。最新数据距今超过两年，或者另有更新但不作评价的数据时，汇总页只列比例及
其年份，不用进度用语。目标年结束后不再评价进度，只评价结果。

# 口径调整

统计口径或基数发生调整的，自调整之年起作为新序列。新旧序列之间不连线、不比较，也不计算增速。调整
发生在基期与最新数据之间的，不评价进度，但仍可评价是否实现。

# 数据发布与修订

公布内容按编号发布，经他人审核通过，发布后不再改动；更正以新的发布作出。每一处数据变动均列明原值、
新值、变动类别（来源修订、本站差错、口径变动）及原因。

每次发布注明评价日期，并保留当时的文字和评价方法。本方法为第1版。

# 未设量化指标的任务

规划以文字表述的任务，列出注明日期的佐证材料，不虚拟百分比；有佐证材料的才列为已完成。未设目标值
的指标只展示数据，不作评价。

# 术语

指标：为某项目标统计或测量的内容。

数据：指标的一个已公布数值，附有年份、状态和来源。

状态：数据为正式数、初步数、估算数、预测数、口径不一致或可靠性较低，代码采用SDMX标准（A、P、E、F、
D、U）。

累计数：自起始日起累加、只增不减的数。

流量与存量：流量在一年内累加形成，如产值；存量反映某一时点的水平，如企业数。

规模以上工业企业：年主营业务收入2000万元及以上的工业企业，是我国工业统计的常规范围。

责任单位：对某项指标负责的部门。

转引，未见原文：数据取自报道的转载件，未见原文，故不提供链接。
"""
