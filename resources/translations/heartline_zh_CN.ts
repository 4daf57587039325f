<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>LatencyPlot</name>
    <message>
        <source>%1 (gaps)</source>
        <translation>%1（间隔）</translation>
    </message>
    <message>
        <source>late above %1</source>
        <translation>超过 %1 即为迟到</translation>
    </message>
    <message>
        <source>error bound</source>
        <translation>误差范围</translation>
    </message>
</context>
<context>
    <name>heartline::BandPainter</name>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 次中的 %1 次</translation>
    </message>
</context>
<context>
    <name>heartline::BeatsPanel</name>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Show beats with this outcome only</source>
        <translation>只显示此结果的心跳</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rows, or all of them, as text</source>
        <translation>将选中的行（未选中时为全部）复制为文本</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export the log of the selected connections</source>
        <translation>导出所选连接的日志</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>心跳</translation>
    </message>
    <message>
        <source>Select a connection to see its beats.</source>
        <translation>选择一个连接以查看其心跳。</translation>
    </message>
    <message>
        <source>the newest %1</source>
        <translation>最新 %1 条</translation>
    </message>
    <message>
        <source>The log holds all beats; this table the newest. Export to get more.</source>
        <translation>日志保存全部心跳，此表只列出最新的。需要更多请导出。</translation>
    </message>
    <message>
        <source>All outcomes</source>
        <translation>全部结果</translation>
    </message>
</context>
<context>
    <name>heartline::BeatsPresentation</name>
    <message>
        <source>The true round trip is shorter by this at the most</source>
        <translation>真实往返时延最多比所示值小这么多</translation>
    </message>
    <message>
        <source>How late the beat left: this program&apos;s own delay</source>
        <translation>心跳比预定时刻晚发出多少：这是本程序自身的延迟</translation>
    </message>
    <message>
        <source>The kernel&apos;s smoothed round trip of TCP</source>
        <translation>内核给出的 TCP 平滑往返时延</translation>
    </message>
    <message>
        <source>Due at</source>
        <comment>column</comment>
        <translation>预定时刻</translation>
    </message>
    <message>
        <source>Connection</source>
        <comment>column</comment>
        <translation>连接</translation>
    </message>
    <message>
        <source>Session</source>
        <comment>column</comment>
        <translation>会话</translation>
    </message>
    <message>
        <source>Beat</source>
        <comment>column</comment>
        <translation>序号</translation>
    </message>
    <message>
        <source>Outcome</source>
        <comment>column</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Round trip ms</source>
        <comment>column</comment>
        <translation>往返时延 ms</translation>
    </message>
    <message>
        <source>Error ms</source>
        <comment>column</comment>
        <translation>误差 ms</translation>
    </message>
    <message>
        <source>Sent late ms</source>
        <comment>column</comment>
        <translation>发送延迟 ms</translation>
    </message>
    <message>
        <source>TCP ms</source>
        <comment>column</comment>
        <translation>TCP ms</translation>
    </message>
</context>
<context>
    <name>heartline::CauseDetail</name>
    <message>
        <source>TLS session resumed</source>
        <translation>已恢复 TLS 会话</translation>
    </message>
    <message>
        <source>1 beat missed</source>
        <translation>1 次心跳未得到应答</translation>
    </message>
    <message>
        <source>%1 beats missed</source>
        <translation>%1 次心跳未得到应答</translation>
    </message>
    <message>
        <source>%1; TCP still acknowledges</source>
        <translation>%1；TCP 仍在确认</translation>
    </message>
    <message>
        <source>%1; TCP does not acknowledge: %2 segments in flight, %3 retransmitted</source>
        <translation>%1；TCP 不再确认：%2 个报文段在途，%3 个重传</translation>
    </message>
    <message>
        <source>Heartline was held up: %1 beats could not be sent in time</source>
        <translation>Heartline 自身受阻：%1 次心跳未能按时发出</translation>
    </message>
    <message>
        <source>the wall clock moved by %1 s against the steady one: it was set, or the machine slept</source>
        <translation>系统时钟相对单调时钟变动了 %1 秒：时间被调整，或计算机曾休眠</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is not the pinned one</source>
        <translation>服务器的证书不是固定的那个证书</translation>
    </message>
    <message>
        <source>the answer to the upgrade is longer than %1 bytes</source>
        <translation>对升级请求的应答超过 %1 字节</translation>
    </message>
    <message>
        <source>the peer sends, but does not read: %1 bytes wait to leave</source>
        <translation>对端只发送而不读取：%1 字节等待发出</translation>
    </message>
    <message>
        <source>a message in more than %1 fragments</source>
        <translation>一条消息的分片超过 %1 个</translation>
    </message>
    <message>
        <source>at most %1 file descriptors are allowed: raise the hard limit (limits.conf, LimitNOFILE) or run fewer connections</source>
        <translation>最多允许 %1 个文件描述符：请提高硬限制（limits.conf、LimitNOFILE）或减少连接数</translation>
    </message>
</context>
<context>
    <name>heartline::CauseText</name>
    <message>
        <source>connect requested</source>
        <translation>用户要求连接</translation>
    </message>
    <message>
        <source>disconnect requested</source>
        <translation>用户要求断开</translation>
    </message>
    <message>
        <source>%1 after %2 of silence</source>
        <translation>%1，此前静默 %2</translation>
    </message>
    <message>
        <source>%1; like an idle timeout of %2 s (%3)</source>
        <translation>%1；符合 %2 s 的空闲超时（%3）</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>已建立</translation>
    </message>
    <message>
        <source>opened in %1 ms (%2)</source>
        <extracomment>%2: the phases with their milliseconds, e.g. &quot;DNS 2.00, TCP 24.0&quot;</extracomment>
        <translation>建立用时 %1 ms（%2）</translation>
    </message>
    <message>
        <source>answers in time again</source>
        <translation>重新按时应答</translation>
    </message>
    <message>
        <source>DNS: the host name was not found</source>
        <translation>DNS：找不到主机名</translation>
    </message>
    <message>
        <source>proxy: no connection through the proxy</source>
        <translation>代理：无法经代理建立连接</translation>
    </message>
    <message>
        <source>HTTP: upgrade refused with %1</source>
        <translation>HTTP：升级被拒绝，返回 %1</translation>
    </message>
    <message>
        <source>HTTP: the answer to the upgrade is not valid</source>
        <translation>HTTP：对升级请求的应答无效</translation>
    </message>
    <message>
        <source>peer closed without a code</source>
        <translation>对端关闭，未给出代码</translation>
    </message>
    <message>
        <source>peer closed: %1</source>
        <translation>对端关闭：%1</translation>
    </message>
    <message>
        <source>peer closed: %1 %2</source>
        <translation>对端关闭：%1 %2</translation>
    </message>
    <message>
        <source>normal</source>
        <comment>close code</comment>
        <translation>正常关闭</translation>
    </message>
    <message>
        <source>going away</source>
        <comment>close code</comment>
        <translation>对端离开</translation>
    </message>
    <message>
        <source>protocol error</source>
        <comment>close code</comment>
        <translation>协议错误</translation>
    </message>
    <message>
        <source>unsupported data</source>
        <comment>close code</comment>
        <translation>不支持的数据</translation>
    </message>
    <message>
        <source>invalid data</source>
        <comment>close code</comment>
        <translation>数据无效</translation>
    </message>
    <message>
        <source>policy violation</source>
        <comment>close code</comment>
        <translation>违反策略</translation>
    </message>
    <message>
        <source>message too big</source>
        <comment>close code</comment>
        <translation>消息过大</translation>
    </message>
    <message>
        <source>extension missing</source>
        <comment>close code</comment>
        <translation>缺少扩展</translation>
    </message>
    <message>
        <source>server error</source>
        <comment>close code</comment>
        <translation>服务器错误</translation>
    </message>
    <message>
        <source>service restart</source>
        <comment>close code</comment>
        <translation>服务重启</translation>
    </message>
    <message>
        <source>try again later</source>
        <comment>close code</comment>
        <translation>请稍后重试</translation>
    </message>
    <message>
        <source>bad gateway</source>
        <comment>close code</comment>
        <translation>网关错误</translation>
    </message>
    <message>
        <source>application&apos;s code</source>
        <comment>close code</comment>
        <translation>应用自定义代码</translation>
    </message>
    <message>
        <source>a beat was answered late</source>
        <translation>一次心跳应答迟到</translation>
    </message>
    <message>
        <source>a beat was missed</source>
        <translation>一次心跳未得到应答</translation>
    </message>
    <message>
        <source>transport: connection refused</source>
        <translation>传输层：连接被拒绝</translation>
    </message>
    <message>
        <source>transport: no Close frame, connection reset</source>
        <translation>传输层：没有 Close 帧，连接被重置</translation>
    </message>
    <message>
        <source>transport: no Close frame, end of stream</source>
        <translation>传输层：没有 Close 帧，流已结束</translation>
    </message>
    <message>
        <source>transport: network unreachable</source>
        <translation>传输层：网络不可达</translation>
    </message>
    <message>
        <source>transport: socket error</source>
        <translation>传输层：套接字错误</translation>
    </message>
    <message>
        <source>TLS: the certificate has expired</source>
        <translation>TLS：证书已过期</translation>
    </message>
    <message>
        <source>TLS: the certificate is not valid yet</source>
        <translation>TLS：证书尚未生效</translation>
    </message>
    <message>
        <source>TLS: the certificate is self-signed</source>
        <translation>TLS：证书为自签名</translation>
    </message>
    <message>
        <source>TLS: the certificate&apos;s issuer is unknown</source>
        <translation>TLS：证书颁发者未知</translation>
    </message>
    <message>
        <source>TLS: the certificate is for another host</source>
        <translation>TLS：证书与主机名不符</translation>
    </message>
    <message>
        <source>TLS: the certificate was rejected</source>
        <translation>TLS：证书被拒绝</translation>
    </message>
    <message>
        <source>TLS: the certificate is not the pinned one</source>
        <translation>TLS：证书与固定的指纹不符</translation>
    </message>
    <message>
        <source>TLS: the server does not speak TLS on this port</source>
        <translation>TLS：服务器在此端口上不使用 TLS</translation>
    </message>
    <message>
        <source>TLS: the handshake failed</source>
        <translation>TLS：握手失败</translation>
    </message>
    <message>
        <source>requested by the user</source>
        <translation>由用户发起</translation>
    </message>
    <message>
        <source>the program ends</source>
        <translation>程序退出</translation>
    </message>
    <message>
        <source>the connection was edited</source>
        <translation>连接配置已修改</translation>
    </message>
    <message>
        <source>trying again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>the connection cannot work as it is set up</source>
        <translation>按当前配置无法连接</translation>
    </message>
    <message>
        <source>own deadline: DNS took too long</source>
        <translation>本地时限：DNS 解析过久</translation>
    </message>
    <message>
        <source>own deadline: TCP took too long</source>
        <translation>本地时限：TCP 连接过久</translation>
    </message>
    <message>
        <source>own deadline: the TLS handshake took too long</source>
        <translation>本地时限：TLS 握手过久</translation>
    </message>
    <message>
        <source>own deadline: no answer to the upgrade</source>
        <translation>本地时限：升级请求无应答</translation>
    </message>
    <message>
        <source>own deadline: no answer to the Close frame</source>
        <translation>本地时限：Close 帧无应答</translation>
    </message>
    <message>
        <source>own limit: a message was too big</source>
        <translation>本地限制：消息过大</translation>
    </message>
    <message>
        <source>closed here: the peer broke the protocol</source>
        <translation>本地关闭：对端违反协议</translation>
    </message>
    <message>
        <source>closed here: a frame was not completed in time</source>
        <translation>本地关闭：帧未及时收完</translation>
    </message>
    <message>
        <source>own limit: the send queue is full</source>
        <translation>本地限制：发送队列已满</translation>
    </message>
    <message>
        <source>own limit: no file descriptor is left</source>
        <translation>本地限制：文件描述符已用尽</translation>
    </message>
    <message>
        <source>a gap in monitoring: this computer slept or stalled</source>
        <translation>监测中断：本机休眠或停顿</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: a sentence; %2: details, plain text</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>silence of %1</source>
        <translation>静默 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>silence</comment>
        <extracomment>%1: &quot;silence of 60 s&quot;; %2: what was missed, plain text</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>silence</source>
        <extracomment>%1: what was missed, plain text</extracomment>
        <translation>静默</translation>
    </message>
    <message>
        <source>silence: %1</source>
        <translation>静默：%1</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <extracomment>%1: &quot;opened in 93 ms (...)&quot;; %2: what else there is to tell of it</extracomment>
        <translation>%1；%2</translation>
    </message>
</context>
<context>
    <name>heartline::ConnectionsPanel</name>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>No connection matches the filter.</source>
        <translation>没有符合筛选条件的连接。</translation>
    </message>
</context>
<context>
    <name>heartline::ConnectionsPresentation</name>
    <message>
        <source>retry in %1 s</source>
        <translation>%1 s 后重试</translation>
    </message>
    <message>
        <source>HTTP %1</source>
        <translation>HTTP %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message numerus="yes">
        <source>The last %n beats, the newest at the right</source>
        <translation>
            <numerusform>最近 %n 次心跳，最新的在右侧</numerusform>
        </translation>
    </message>
    <message>
        <source>Last ms</source>
        <comment>column</comment>
        <translation>最近 ms</translation>
    </message>
    <message>
        <source>Recent</source>
        <comment>column</comment>
        <translation>近期</translation>
    </message>
    <message>
        <source>%1, in milliseconds</source>
        <translation>%1，单位毫秒</translation>
    </message>
    <message>
        <source>State</source>
        <comment>column</comment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Connection</source>
        <comment>column</comment>
        <translation>连接</translation>
    </message>
    <message>
        <source>Last round trip</source>
        <comment>column</comment>
        <translation>最近往返时延</translation>
    </message>
    <message>
        <source>Jitter</source>
        <comment>column</comment>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Loss</source>
        <comment>column</comment>
        <translation>丢失率</translation>
    </message>
    <message>
        <source>Uptime</source>
        <comment>column</comment>
        <translation>在线时长</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <comment>column</comment>
        <translation>重连次数</translation>
    </message>
    <message>
        <source>Last beats</source>
        <comment>column</comment>
        <translation>最近心跳</translation>
    </message>
    <message>
        <source>URL</source>
        <comment>column</comment>
        <translation>URL</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1: how many members of a group the filter leaves, %2: how many it has</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Share missed of the beats that left; %1 of the last %2 could not leave</source>
        <extracomment>%1: a number of beats</extracomment>
        <translation>已发出的心跳中丢失的比例；最近 %2 次中有 %1 次未能发出</translation>
    </message>
</context>
<context>
    <name>heartline::CrowdCharts</name>
    <message>
        <source>%1 connections: percentile bands and the %2 worst</source>
        <extracomment>%1: a number with its thousands set apart; %2: a few</extracomment>
        <translation>%1 个连接：百分位带和最差的 %2 个</translation>
    </message>
    <message>
        <source>all %1</source>
        <extracomment>the lane of the states of all selected connections; %1: how many</extracomment>
        <translation>全部 %1</translation>
    </message>
    <message>
        <source>%1 connections: bands from a sample of the log, and the %2 worst</source>
        <extracomment>the same, where there are too many beats to read them all</extracomment>
        <translation>%1 个连接：由日志抽样得出的百分位带和最差的 %2 个</translation>
    </message>
</context>
<context>
    <name>heartline::DetailsPanel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rows, or all of them, as text</source>
        <translation>将选中的行（未选中时为全部）复制为文本</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Select one connection to see its details.</source>
        <translation>选择一个连接以查看其详情。</translation>
    </message>
</context>
<context>
    <name>heartline::DetailsPresentation</name>
    <message>
        <source>Error bound, last beat</source>
        <translation>误差范围，最近一次心跳</translation>
    </message>
    <message>
        <source>Error bound, median</source>
        <translation>误差范围，中位数</translation>
    </message>
    <message>
        <source>Last beat left late by</source>
        <translation>最近一次心跳发出延迟</translation>
    </message>
    <message>
        <source>Beats left late by at most</source>
        <translation>心跳发出延迟的最大值</translation>
    </message>
    <message>
        <source>Busiest network thread at work</source>
        <translation>最忙网络线程的工作时间占比</translation>
    </message>
    <message>
        <source>Beats of all left late by (p99)</source>
        <translation>全部连接的心跳发出延迟（p99）</translation>
    </message>
    <message>
        <source>Beats left out of the live view</source>
        <translation>实时视图中略过的心跳</translation>
    </message>
    <message>
        <source>What</source>
        <comment>column</comment>
        <translation>项目</translation>
    </message>
    <message>
        <source>Value</source>
        <comment>column</comment>
        <translation>值</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>In this state since</source>
        <translation>进入此状态的时间</translation>
    </message>
    <message>
        <source>Last data from the peer</source>
        <translation>最近收到对端数据</translation>
    </message>
    <message>
        <source>Attempts without success</source>
        <translation>连续失败的尝试</translation>
    </message>
    <message>
        <source>Sessions since the start</source>
        <translation>启动以来的会话数</translation>
    </message>
    <message>
        <source>Why the last one ended</source>
        <translation>上一次结束的原因</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Opened at</source>
        <translation>建立时间</translation>
    </message>
    <message>
        <source>Closed at</source>
        <translation>关闭时间</translation>
    </message>
    <message>
        <source>Address of the peer</source>
        <translation>对端地址</translation>
    </message>
    <message>
        <source>Subprotocol</source>
        <translation>子协议</translation>
    </message>
    <message>
        <source>Time of arrival is read</source>
        <translation>到达时刻的取得</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Upgrade</source>
        <translation>升级</translation>
    </message>
    <message>
        <source>TLS version</source>
        <translation>TLS 版本</translation>
    </message>
    <message>
        <source>TLS cipher</source>
        <translation>TLS 密码套件</translation>
    </message>
    <message>
        <source>TLS session</source>
        <translation>TLS 会话</translation>
    </message>
    <message>
        <source>resumed</source>
        <comment>TLS session</comment>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>new</source>
        <comment>TLS session</comment>
        <translation>新建</translation>
    </message>
    <message>
        <source>Certificate of the peer</source>
        <translation>对端证书</translation>
    </message>
    <message>
        <source>TCP round trip, smoothed</source>
        <translation>TCP 往返时延（平滑）</translation>
    </message>
    <message>
        <source>TCP round trip, variance</source>
        <translation>TCP 往返时延（方差）</translation>
    </message>
    <message>
        <source>TCP round trip, least</source>
        <translation>TCP 往返时延（最小）</translation>
    </message>
    <message>
        <source>TCP segments sent again</source>
        <translation>TCP 重传段数</translation>
    </message>
    <message>
        <source>TCP segments in flight</source>
        <translation>TCP 在途段数</translation>
    </message>
    <message>
        <source>Since the last acknowledgement</source>
        <translation>距上次确认</translation>
    </message>
    <message>
        <source>TCP congestion window, segments</source>
        <translation>TCP 拥塞窗口（段）</translation>
    </message>
</context>
<context>
    <name>heartline::DialogActions</name>
    <message>
        <source>Export the log</source>
        <translation>导出日志</translation>
    </message>
    <message>
        <source>There is no log to export: nothing is being logged.</source>
        <translation>没有可导出的日志：当前未记录日志。</translation>
    </message>
</context>
<context>
    <name>heartline::DifferentValues</name>
    <message>
        <source>(different values)</source>
        <translation>（各不相同）</translation>
    </message>
</context>
<context>
    <name>heartline::DistributionChart</name>
    <message>
        <source>Distribution of round trips</source>
        <translation>往返时延分布</translation>
    </message>
    <message>
        <source>A histogram of the round trips of each selected connection, with its percentiles. The table beside it holds the same figures.</source>
        <translation>各所选连接往返时延的直方图及百分位数。旁边的表格给出相同的数值。</translation>
    </message>
</context>
<context>
    <name>heartline::EditActions</name>
    <message>
        <source>Move to group</source>
        <translation>移动到分组</translation>
    </message>
    <message numerus="yes">
        <source>Group of %n connections (a new name makes a new group, an empty one none):</source>
        <translation>
            <numerusform>%n 个连接的分组（输入新名称即新建分组，留空则不分组）：</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::EmptyState</name>
    <message>
        <source>No connections yet</source>
        <translation>还没有连接</translation>
    </message>
    <message>
        <source>Heartline keeps WebSocket connections open, sends each its heartbeat, and shows how long the answer takes.</source>
        <translation>Heartline 保持 WebSocket 连接，定时发送心跳，并显示应答所需的时间。</translation>
    </message>
    <message>
        <source>&amp;Add a connection</source>
        <translation>添加连接(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Import profiles…</source>
        <translation>导入配置(&amp;I)…</translation>
    </message>
    <message>
        <source>Start the &amp;demo</source>
        <translation>启动演示(&amp;D)</translation>
    </message>
</context>
<context>
    <name>heartline::EventsPanel</name>
    <message>
        <source>Selection only</source>
        <translation>仅所选</translation>
    </message>
    <message>
        <source>Show the events of the selected connections only</source>
        <translation>只显示所选连接的事件</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rows, or all of them, as text</source>
        <translation>将选中的行（未选中时为全部）复制为文本</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>heartline::EventsPresentation</name>
    <message>
        <source>Time</source>
        <comment>column</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Connection</source>
        <comment>column</comment>
        <translation>连接</translation>
    </message>
    <message>
        <source>Change</source>
        <comment>column</comment>
        <translation>变化</translation>
    </message>
    <message>
        <source>Cause</source>
        <comment>column</comment>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>heartline::ExportLogDialog</name>
    <message>
        <source>Export the log</source>
        <translation>导出日志</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>内容(&amp;W)</translation>
    </message>
    <message>
        <source>Beats: one row for every heartbeat, with its outcome and round trip. Events: one row for every change of state, with its cause.</source>
        <translation>心跳：每次心跳一行，含结果和往返时延。事件：每次状态变化一行，含原因。</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>CSV opens in a spreadsheet; NDJSON is one JSON object a line; JSON is one array. The names of the fields are the same in all. Times are ISO 8601 in UTC.</source>
        <translation>CSV 可用电子表格打开；NDJSON 每行一个 JSON 对象；JSON 为一个数组。各格式的字段名相同。时间为 UTC 的 ISO 8601 格式。</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>时间(&amp;T)</translation>
    </message>
    <message>
        <source>Which rows, by the time at which a beat was due or an event happened.</source>
        <translation>按心跳预定时刻或事件发生时刻选择行。</translation>
    </message>
    <message>
        <source>F&amp;rom</source>
        <translation>从(&amp;R)</translation>
    </message>
    <message>
        <source>The first moment that is exported, in local time.</source>
        <translation>导出的起始时刻，本地时间。</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>到(&amp;U)</translation>
    </message>
    <message>
        <source>The moment before which rows are exported, in local time.</source>
        <translation>导出此时刻之前的行，本地时间。</translation>
    </message>
    <message>
        <source>&amp;Connections</source>
        <translation>连接(&amp;N)</translation>
    </message>
    <message>
        <source>All connections that the log knows, or those that are selected in the table.</source>
        <translation>日志中的全部连接，或表格中所选的连接。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>The file to write. An existing file is replaced when everything has been written; after a cancel or an error it is as it was.</source>
        <translation>要写入的文件。全部写完后才替换已有文件；取消或出错后文件保持原样。</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Result of the export</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Open the fol&amp;der</source>
        <translation>打开文件夹(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>心跳</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>CSV (spreadsheet)</source>
        <translation>CSV（电子表格）</translation>
    </message>
    <message>
        <source>NDJSON (one object a line)</source>
        <translation>NDJSON（每行一个对象）</translation>
    </message>
    <message>
        <source>JSON (one array)</source>
        <translation>JSON（一个数组）</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>The last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>What the chart shows</source>
        <translation>图表所示范围</translation>
    </message>
    <message>
        <source>From … until …</source>
        <translation>自定义起止时间</translation>
    </message>
    <message numerus="yes">
        <source>The selected ones (%n)</source>
        <translation>
            <numerusform>所选的（%n 个）</numerusform>
        </translation>
    </message>
    <message>
        <source>Must be after the beginning</source>
        <translation>必须晚于起始时间</translation>
    </message>
    <message>
        <source>Name a file to write</source>
        <translation>请指定要写入的文件</translation>
    </message>
    <message>
        <source>This is a folder; name a file in it</source>
        <translation>这是文件夹；请指定其中的文件</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 / %2 行</translation>
    </message>
    <message>
        <source>%1 rows written</source>
        <translation>已写入 %1 行</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written</source>
        <translation>已取消，未写入任何内容</translation>
    </message>
    <message>
        <source>Nothing was written: %1</source>
        <translation>未写入任何内容：%1</translation>
    </message>
</context>
<context>
    <name>heartline::ExportProfilesDialog</name>
    <message>
        <source>Export profiles</source>
        <translation>导出配置</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>&amp;All connections</source>
        <translation>全部连接(&amp;A)</translation>
    </message>
    <message>
        <source>Every connection of the workspace is written to the file.</source>
        <translation>将工作区的每个连接写入文件。</translation>
    </message>
    <message>
        <source>The &amp;selected connections</source>
        <translation>所选连接(&amp;S)</translation>
    </message>
    <message>
        <source>Only the connections that are selected in the table are written.</source>
        <translation>只写入表格中所选的连接。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>The profiles file to write. It is replaced as a whole; only you can read it.</source>
        <translation>要写入的配置文件。整体替换；只有您可以读取。</translation>
    </message>
    <message>
        <source>Header values and URLs are written as they stand. Use ${env:NAME} for secrets before you hand the file on.</source>
        <translation>请求头的值和 URL 会原样写入。转交文件之前，请用 ${env:NAME} 代替机密内容。</translation>
    </message>
    <message numerus="yes">
        <source>&amp;All (%n)</source>
        <translation>
            <numerusform>全部（%n 个）(&amp;A)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The &amp;selected ones (%n)</source>
        <translation>
            <numerusform>所选的（%n 个）(&amp;S)</numerusform>
        </translation>
    </message>
    <message>
        <source>Profiles files (*.json);;All files (*)</source>
        <translation>配置文件 (*.json);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>heartline::FileActions</name>
    <message>
        <source>New workspace</source>
        <translation>新建工作区</translation>
    </message>
    <message>
        <source>Profiles (*.json)</source>
        <translation>配置文件 (*.json)</translation>
    </message>
    <message>
        <source>The workspace could not be created.</source>
        <translation>无法创建工作区。</translation>
    </message>
    <message>
        <source>Open workspace</source>
        <translation>打开工作区</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>The workspace %1 could not be opened; everything stays as it is.</source>
        <translation>无法打开工作区 %1；一切保持不变。</translation>
    </message>
    <message>
        <source>Save workspace as</source>
        <translation>工作区另存为</translation>
    </message>
    <message>
        <source>The workspace could not be saved.</source>
        <translation>无法保存工作区。</translation>
    </message>
    <message>
        <source>Heartline</source>
        <translation>Heartline</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>……以及另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>The latest changes of the profiles are not saved.</source>
        <translation>对配置的最新更改尚未保存。</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>保存到其他位置…</translation>
    </message>
    <message>
        <source>Another program has changed %1 since it was read.</source>
        <translation>%1 在读取之后已被其他程序更改。</translation>
    </message>
    <message>
        <source>Read the file again and give up what you have changed here, or save what is shown here over it? Until then nothing is saved.</source>
        <translation>是重新读取文件并放弃您在此处的更改，还是用此处显示的内容覆盖它？在此之前不会保存任何内容。</translation>
    </message>
    <message>
        <source>Read the file again</source>
        <translation>重新读取文件</translation>
    </message>
    <message>
        <source>Save over it</source>
        <translation>覆盖保存</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>稍后决定</translation>
    </message>
</context>
<context>
    <name>heartline::HeartbeatEntry</name>
    <message>
        <source>Ping frame</source>
        <translation>Ping 帧</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>文本消息</translation>
    </message>
    <message>
        <source>JSON message</source>
        <translation>JSON 消息</translation>
    </message>
    <message>
        <source>Binary message</source>
        <translation>二进制消息</translation>
    </message>
    <message>
        <source>Listen only</source>
        <translation>仅监听</translation>
    </message>
</context>
<context>
    <name>heartline::HeartbeatPage</name>
    <message>
        <source>Mess&amp;age</source>
        <translation>消息(&amp;A)</translation>
    </message>
    <message>
        <source>What a beat sends. ${seq} is the number of the beat, ${uuid} a fresh UUID, ${now_ms} the time in UTC milliseconds, ${env:NAME} a variable of the environment; $${ stands for ${ itself. Binary: hexadecimal digits. Empty: the default of the kind.</source>
        <translation>每次心跳发送的内容。${seq} 为心跳序号，${uuid} 为新的 UUID，${now_ms} 为 UTC 毫秒时间，${env:NAME} 为环境变量；$${ 表示 ${ 本身。二进制：十六进制数字。留空：该类型的默认内容。</translation>
    </message>
    <message>
        <source>Message of a beat</source>
        <translation>心跳消息</translation>
    </message>
    <message>
        <source>Answered b&amp;y</source>
        <translation>应答识别(&amp;Y)</translation>
    </message>
    <message>
        <source>How the answer to a beat is recognised. The default: a ping by its pong, text and binary by their echo, JSON by the same value at /id, listening by any message.</source>
        <translation>如何识别心跳的应答。默认：ping 由其 pong 应答，文本和二进制由回显应答，JSON 由 /id 处相同的值应答，监听由任意消息应答。</translation>
    </message>
    <message>
        <source>Te&amp;xt</source>
        <translation>文本(&amp;X)</translation>
    </message>
    <message>
        <source>The text to compare the answer with. The variables of the message have the values that were sent. Regular expressions are PCRE.</source>
        <translation>与应答比较的文本。消息变量取所发送的值。正则表达式为 PCRE。</translation>
    </message>
    <message>
        <source>&amp;Pointer</source>
        <translation>指针(&amp;P)</translation>
    </message>
    <message>
        <source>Where the value stands in the answer: a JSON pointer (RFC 6901) such as /data/id. Empty: the whole message.</source>
        <translation>值在应答中的位置：JSON 指针（RFC 6901），如 /data/id。留空：整条消息。</translation>
    </message>
    <message>
        <source>Equal&amp;s</source>
        <translation>等于(&amp;S)</translation>
    </message>
    <message>
        <source>The JSON value that is expected there: &quot;pong&quot; in quotes, a number, true, false or null.</source>
        <translation>该处应有的 JSON 值：带引号的 &quot;pong&quot;、数字、true、false 或 null。</translation>
    </message>
    <message>
        <source>&amp;Sent at</source>
        <translation>发送位置(&amp;S)</translation>
    </message>
    <message>
        <source>Where the same value stands in the message that was sent: a JSON pointer (RFC 6901) such as /id.</source>
        <translation>同一值在所发消息中的位置：JSON 指针（RFC 6901），如 /id。</translation>
    </message>
    <message>
        <source>Tim&amp;eout</source>
        <translation>超时(&amp;E)</translation>
    </message>
    <message>
        <source>A beat that has no answer within this time is missed. 10 ms to 24 h, 5 s by default. A number without a unit is in seconds.</source>
        <translation>在此时间内没有应答的心跳记为丢失。10 ms 到 24 h，默认 5 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>Late a&amp;fter</source>
        <translation>迟到阈值(&amp;F)</translation>
    </message>
    <message>
        <source>An answer that takes longer is late: the connection is shown as degraded. At most the timeout, 1 s by default. A number without a unit is in seconds.</source>
        <translation>应答超过此时间即为迟到，连接显示为降级。最多等于超时，默认 1 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>Misses allo&amp;wed</source>
        <translation>允许丢失次数(&amp;W)</translation>
    </message>
    <message>
        <source>With so many beats missed in a row the connection counts as dead and is closed. 1 to 1000, 3 by default.</source>
        <translation>连续丢失这么多次心跳后，连接视为已断并被关闭。1 到 1000，默认 3。</translation>
    </message>
    <message>
        <source>The default of the kind</source>
        <translation>该类型的默认方式</translation>
    </message>
    <message>
        <source>A message that equals</source>
        <translation>与下列内容相同的消息</translation>
    </message>
    <message>
        <source>A message that contains</source>
        <translation>包含下列内容的消息</translation>
    </message>
    <message>
        <source>A message that matches the regular expression</source>
        <translation>匹配正则表达式的消息</translation>
    </message>
    <message>
        <source>JSON: the value at a pointer equals a constant</source>
        <translation>JSON：指针处的值等于常量</translation>
    </message>
    <message>
        <source>JSON: the value at a pointer equals what was sent</source>
        <translation>JSON：指针处的值等于所发送的值</translation>
    </message>
    <message>
        <source>Not a JSON value; write text in quotes, as in &quot;pong&quot;</source>
        <translation>不是 JSON 值；文本请加引号，如 &quot;pong&quot;</translation>
    </message>
    <message>
        <source>Sends a ping frame with the number of the beat; the pong brings it back.</source>
        <translation>发送带心跳序号的 ping 帧；pong 原样带回。</translation>
    </message>
    <message>
        <source>Sends nothing; measures the gaps between the messages of the server.</source>
        <translation>不发送任何内容；测量服务器消息之间的间隔。</translation>
    </message>
    <message>
        <source>The first beat sends the bytes %1</source>
        <translation>第一次心跳发送字节 %1</translation>
    </message>
    <message>
        <source>The first beat sends %1</source>
        <translation>第一次心跳发送 %1</translation>
    </message>
</context>
<context>
    <name>heartline::HeartbeatProblem</name>
    <message>
        <source>A heartbeat of kind &quot;%1&quot; has no message of its own; remove it, or choose another kind</source>
        <translation>“%1”类型的心跳没有自己的消息；请删除消息，或选择其他类型</translation>
    </message>
    <message>
        <source>The message is not JSON once its variables have values: a value that is no number needs quotation marks, and each bracket its counterpart</source>
        <translation>代入变量后消息不是 JSON：非数字的值需要引号，括号须成对</translation>
    </message>
    <message>
        <source>Nothing is sent, so there is no value to compare with; compare with a constant</source>
        <translation>不发送任何内容，因此没有可比较的值；请与常量比较</translation>
    </message>
    <message>
        <source>Nothing is sent, so the variables have no value; use none</source>
        <translation>不发送任何内容，因此变量没有值；请不要使用变量</translation>
    </message>
    <message>
        <source>The message has no JSON value at &quot;%1&quot; to recognise its answer by; name another one, or another rule</source>
        <translation>消息在“%1”处没有 JSON 值可用来识别应答；请指定其他位置或其他规则</translation>
    </message>
    <message>
        <source>The threshold for late answers (%1 ms) is longer than the timeout (%2 ms)</source>
        <translation>迟到阈值（%1 ms）长于超时时间（%2 ms）</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a JSON pointer: it must be empty or start with &quot;/&quot;</source>
        <translation>“%1”不是 JSON 指针：须为空或以“/”开头</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a JSON pointer: write &quot;~0&quot; for &quot;~&quot; and &quot;~1&quot; for &quot;/&quot; in a name</source>
        <translation>“%1”不是 JSON 指针：名称中的“~”写作“~0”，“/”写作“~1”</translation>
    </message>
    <message>
        <source>Character %1 is no hexadecimal digit; a binary message is written as in &quot;C0 00&quot;</source>
        <translation>第 %1 个字符不是十六进制数字；二进制消息的写法如“C0 00”</translation>
    </message>
    <message>
        <source>There is an odd number of hexadecimal digits from character %1 on; a byte has two</source>
        <translation>从第 %1 个字符起十六进制数字的个数为奇数；每个字节需两位</translation>
    </message>
    <message>
        <source>The message has %1 characters; at most %2 are allowed</source>
        <translation>消息有 %1 个字符；最多允许 %2 个</translation>
    </message>
    <message>
        <source>The variable that begins at character %1 has no closing &quot;}&quot;; write &quot;$${&quot; for a literal &quot;${&quot;</source>
        <translation>从第 %1 个字符开始的变量缺少“}”；若要表示“${”本身，请写“$${”</translation>
    </message>
    <message>
        <source>The reference at character %1 has no value yet: references are replaced before the message is used</source>
        <translation>第 %1 个字符处的引用尚无值：引用在使用消息之前才会被替换</translation>
    </message>
    <message>
        <source>Unknown variable at character %1; there are ${seq}, ${uuid} and ${now_ms}, and &quot;$${&quot; stands for a literal &quot;${&quot;</source>
        <translation>第 %1 个字符处的变量未知；可用 ${seq}、${uuid} 和 ${now_ms}，“$${”表示“${”本身</translation>
    </message>
    <message>
        <source>there are: %1</source>
        <translation>可用的有：%1</translation>
    </message>
    <message>
        <source>did you mean: %1?</source>
        <translation>您是指：%1？</translation>
    </message>
    <message>
        <source>There is no preset &quot;%1&quot;; %2</source>
        <translation>没有名为“%1”的预设；%2</translation>
    </message>
    <message>
        <source>A ping is answered by its pong and takes no rule; remove it, or choose another kind</source>
        <translation>Ping 由其 Pong 应答，不需要规则；请删除规则，或选择其他类型</translation>
    </message>
    <message>
        <source>The text to look for is empty</source>
        <translation>要查找的文本为空</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a regular expression: %2 at character %3</source>
        <translation>“%1”不是正则表达式：第 %3 个字符处 %2</translation>
    </message>
</context>
<context>
    <name>heartline::ImportModel</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>replaces</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>there twice</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Is added to the connections.</source>
        <translation>将添加到连接中。</translation>
    </message>
    <message>
        <source>Takes the place of the connection with the same id, which differs.</source>
        <translation>替换 id 相同而内容不同的连接。</translation>
    </message>
    <message>
        <source>The same connection is there already.</source>
        <translation>相同的连接已存在。</translation>
    </message>
    <message>
        <source>A connection with this name and URL is there under another id; imported, there would be two of them.</source>
        <translation>已有名称和 URL 相同但 id 不同的连接；导入后会有两个。</translation>
    </message>
</context>
<context>
    <name>heartline::ImportProfilesDialog</name>
    <message>
        <source>Import profiles</source>
        <translation>导入配置</translation>
    </message>
    <message>
        <source>What the file holds. Only what is ticked is imported. Space ticks and unticks the selected line.</source>
        <translation>文件中的内容。只导入勾选的项。空格键勾选或取消所选行。</translation>
    </message>
    <message>
        <source>Connections in the file</source>
        <translation>文件中的连接</translation>
    </message>
    <message>
        <source>Tick &amp;all</source>
        <translation>全部勾选(&amp;A)</translation>
    </message>
    <message>
        <source>Tick &amp;none</source>
        <translation>全部取消(&amp;N)</translation>
    </message>
    <message>
        <source>Errors in the file</source>
        <translation>文件中的错误</translation>
    </message>
    <message>
        <source>Everything that is wrong in the file, with the place as a JSON path. Correct the file and import it again.</source>
        <translation>文件中的所有错误及其 JSON 路径。请更正文件后重新导入。</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>Profiles files (*.json);;All files (*)</source>
        <translation>配置文件 (*.json);;所有文件 (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) in the file</source>
        <translation>
            <numerusform>文件中有 %n 个连接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file cannot be imported: %n error(s)</source>
        <translation>
            <numerusform>无法导入该文件：%n 处错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>已勾选 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::LatencyChart</name>
    <message>
        <source>missed</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>未发出</translation>
    </message>
    <message>
        <source>coalesced</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Round trips over time</source>
        <translation>往返时延随时间的变化</translation>
    </message>
    <message>
        <source>Lines of the round trips of the selected connections; of many, percentile bands and the lines of the worst. A shade under a line shows by how much a round trip may have been shorter. The Beats tab holds the same values as a table.</source>
        <translation>所选连接往返时延的曲线；连接很多时显示百分位带和最差几个连接的曲线。曲线下方的阴影表示往返时延最多可能短多少。“心跳”标签页以表格列出同样的值。</translation>
    </message>
</context>
<context>
    <name>heartline::LatencyPanel</name>
    <message>
        <source>Round trip</source>
        <translation>往返时延</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Choose the beginning and the end</source>
        <translation>选择起止时间</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic axis (Ctrl+L)</source>
        <translation>对数坐标轴 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Show all that is there (Ctrl+0)</source>
        <translation>显示全部数据 (Ctrl+0)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop following the clock; data goes on being collected</source>
        <translation>停止跟随时间，数据仍继续采集</translation>
    </message>
    <message>
        <source>⋮</source>
        <translation>⋮</translation>
    </message>
    <message>
        <source>Save or copy the chart</source>
        <translation>保存或复制图表</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 时</translation>
    </message>
    <message>
        <source>%1 m</source>
        <comment>minutes</comment>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Stop following the clock; data goes on being collected (Ctrl+P)</source>
        <translation>停止跟随时间，数据仍继续采集 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Follow the clock again (Ctrl+P)</source>
        <translation>重新跟随时间 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Show the last %1</source>
        <translation>显示最近 %1</translation>
    </message>
    <message>
        <source>&amp;Save as image…</source>
        <translation>另存为图像(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Copy image</source>
        <translation>复制图像(&amp;C)</translation>
    </message>
    <message>
        <source>Save or copy</source>
        <translation>保存或复制</translation>
    </message>
    <message>
        <source>Custom range</source>
        <translation>自定义范围</translation>
    </message>
    <message>
        <source>Round trips over time</source>
        <translation>往返时延随时间的变化</translation>
    </message>
    <message>
        <source>Select connections to see their round trips.</source>
        <translation>选择连接以查看其往返时延。</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>PNG image (*.png)</source>
        <translation>PNG 图像 (*.png)</translation>
    </message>
    <message>
        <source>SVG image (*.svg)</source>
        <translation>SVG 图像 (*.svg)</translation>
    </message>
    <message numerus="yes">
        <source>%1 connections</source>
        <extracomment>%1: a number with its thousands set apart; %n is the same number</extracomment>
        <translation>
            <numerusform>%1 个连接</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::LimitsPage</name>
    <message>
        <source>&amp;DNS within</source>
        <translation>DNS 时限(&amp;D)</translation>
    </message>
    <message>
        <source>Looking up the host must not take longer. 10 ms to 1 h, 5 s by default. A number without a unit is in seconds.</source>
        <translation>解析主机名的时限。10 ms 到 1 h，默认 5 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>TCP &amp;within</source>
        <translation>TCP 时限(&amp;W)</translation>
    </message>
    <message>
        <source>Reaching the host must not take longer. 10 ms to 1 h, 10 s by default. A number without a unit is in seconds.</source>
        <translation>建立 TCP 连接的时限。10 ms 到 1 h，默认 10 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>TL&amp;S within</source>
        <translation>TLS 时限(&amp;S)</translation>
    </message>
    <message>
        <source>The TLS handshake must not take longer. 10 ms to 1 h, 10 s by default. A number without a unit is in seconds.</source>
        <translation>TLS 握手的时限。10 ms 到 1 h，默认 10 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>U&amp;pgrade within</source>
        <translation>升级时限(&amp;P)</translation>
    </message>
    <message>
        <source>The server must answer the upgrade request within this time. 10 ms to 1 h, 10 s by default. A number without a unit is in seconds.</source>
        <translation>服务器应答升级请求的时限。10 ms 到 1 h，默认 10 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>Clos&amp;e within</source>
        <translation>关闭时限(&amp;E)</translation>
    </message>
    <message>
        <source>The server must answer a Close frame within this time; then the connection is cut. 10 ms to 1 h, 1 s by default. A number without a unit is in seconds.</source>
        <translation>服务器应答 Close 帧的时限，之后切断连接。10 ms 到 1 h，默认 1 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>Mess&amp;age size</source>
        <translation>消息大小(&amp;A)</translation>
    </message>
    <message>
        <source>A longer message is not accepted: the connection is closed with code 1009. In bytes, 1 048 576 by default.</source>
        <translation>更长的消息不予接收，并以代码 1009 关闭连接。单位为字节，默认 1 048 576。</translation>
    </message>
</context>
<context>
    <name>heartline::LogTabs</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>心跳</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>the first %1 of %2 connections</source>
        <translation>%2 个连接中的前 %1 个</translation>
    </message>
</context>
<context>
    <name>heartline::MainWindow</name>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Heartline</source>
        <translation>Heartline</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>&amp;New workspace…</source>
        <translation>新建工作区(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open workspace…</source>
        <translation>打开工作区(&amp;O)…</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Import profiles…</source>
        <translation>导入配置(&amp;I)…</translation>
    </message>
    <message>
        <source>E&amp;xport profiles…</source>
        <translation>导出配置(&amp;X)…</translation>
    </message>
    <message>
        <source>Export &amp;log…</source>
        <translation>导出日志(&amp;L)…</translation>
    </message>
    <message>
        <source>Export the heartbeat log</source>
        <translation>导出心跳日志</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Add connection…</source>
        <translation>添加连接(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>编辑(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制为新连接(&amp;D)</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>删除(&amp;M)</translation>
    </message>
    <message>
        <source>Move to &amp;group…</source>
        <translation>移动到分组(&amp;G)…</translation>
    </message>
    <message>
        <source>Select a&amp;ll</source>
        <translation>全选(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>Connect the selected connections</source>
        <translation>连接所选项</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>断开(&amp;D)</translation>
    </message>
    <message>
        <source>Disconnect the selected connections</source>
        <translation>断开所选连接</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>启用(&amp;E)</translation>
    </message>
    <message>
        <source>D&amp;isable</source>
        <translation>停用(&amp;I)</translation>
    </message>
    <message>
        <source>Copy &amp;URL</source>
        <translation>复制 URL(&amp;U)</translation>
    </message>
    <message>
        <source>Wo&amp;rst first</source>
        <translation>最差优先(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Order of the workspace</source>
        <translation>工作区顺序(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Charts</source>
        <translation>图表(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Events and log</source>
        <translation>事件与日志(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>简体中文</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>&amp;Documentation</source>
        <translation>文档(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;About Heartline</source>
        <translation>关于 Heartline(&amp;A)</translation>
    </message>
    <message>
        <source>+ Add connection</source>
        <translation>+ 添加连接</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Filter: name, URL, state:failed…</source>
        <translation>筛选：名称、URL、state:失败…</translation>
    </message>
    <message>
        <source>Filter the connections</source>
        <translation>筛选连接</translation>
    </message>
    <message>
        <source>Words of the name, group or URL; state:failed looks at the state</source>
        <translation>名称、分组或 URL 中的词；state:失败 按状态筛选</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>%1 — Heartline</source>
        <translation>%1 — Heartline</translation>
    </message>
    <message>
        <source>About Heartline</source>
        <translation>关于 Heartline</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Heartline %1&lt;/h3&gt;&lt;p&gt;Keeps WebSocket connections alive with heartbeats, and shows how each is doing.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Heartline %1&lt;/h3&gt;&lt;p&gt;用心跳保持 WebSocket 连接，并显示每个连接的状况。&lt;/p&gt;&lt;p&gt;自由软件，依据 GNU 通用公共许可证第 3 版或更高版本发布。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;Wall of tiles</source>
        <translation>方块墙(&amp;W)</translation>
    </message>
    <message>
        <source>A tile for each connection instead of the table (Ctrl+3)</source>
        <translation>不用表格，每个连接显示为一个方块 (Ctrl+3)</translation>
    </message>
    <message>
        <source>Sort by state: failed, waiting, degraded, then by loss and p99. Rows and tiles move up as states change, but not while you use them, nor for 5 seconds after that (Ctrl+Shift+W)</source>
        <translation>按状态排序：失败、等待、降级，其次按丢失率和 p99。状态变化时行和方块会上移，但在您使用期间及其后 5 秒内不会移动（Ctrl+Shift+W）</translation>
    </message>
    <message>
        <source>Size of the t&amp;iles</source>
        <translation>方块大小(&amp;I)</translation>
    </message>
    <message>
        <source>Wall by &amp;group</source>
        <translation>方块墙按分组(&amp;G)</translation>
    </message>
    <message>
        <source>The tiles of each group under its name; otherwise all tiles together (Ctrl+Shift+G)</source>
        <translation>各分组的方块列于组名之下；否则所有方块排在一起 (Ctrl+Shift+G)</translation>
    </message>
    <message>
        <source>&amp;Fit the window</source>
        <translation>适应窗口(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Small</source>
        <translation>小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Medium</source>
        <translation>中(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Large, with names</source>
        <translation>大，带名称(&amp;L)</translation>
    </message>
</context>
<context>
    <name>heartline::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>heartline::NumberFormat</name>
    <message>
        <source>%1 h %2 m</source>
        <extracomment>%1 hours, %2 minutes; short, e.g. &quot;3 h 07 m&quot;</extracomment>
        <translation>%1 时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <extracomment>%1 days, %2 hours; short, e.g. &quot;3 d 04 h&quot;</extracomment>
        <translation>%1 天 %2 时</translation>
    </message>
</context>
<context>
    <name>heartline::PathPicker</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>%1 exists already. Replace it?</source>
        <translation>%1 已存在。是否替换？</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
</context>
<context>
    <name>heartline::Preset</name>
    <message>
        <source>Ping frame</source>
        <translation>Ping 帧</translation>
    </message>
    <message>
        <source>A ping frame, which every WebSocket server answers by itself with the same bytes.</source>
        <translation>Ping 帧；任何 WebSocket 服务器都会自动以相同的字节应答。</translation>
    </message>
    <message>
        <source>Text heartbeat</source>
        <translation>文本心跳</translation>
    </message>
    <message>
        <source>The text &quot;heartbeat&quot; every 5 s; the same text coming back means alive.</source>
        <translation>每 5 秒发送文本“heartbeat”；收到相同文本即表示存活。</translation>
    </message>
    <message>
        <source>OKX</source>
        <translation>OKX</translation>
    </message>
    <message>
        <source>The text &quot;ping&quot; before 30 s of silence have passed; the answer is the text &quot;pong&quot;.</source>
        <translation>在静默满 30 秒之前发送文本“ping”；应答为文本“pong”。</translation>
    </message>
    <message>
        <source>Bybit v5</source>
        <translation>Bybit v5</translation>
    </message>
    <message>
        <source>A JSON ping; public channels answer with ret_msg &quot;pong&quot;, private ones with op &quot;pong&quot;. The request id is not always returned, so answers are taken in order.</source>
        <translation>JSON ping；公共频道以 ret_msg“pong”应答，私有频道以 op“pong”应答。请求 id 不一定返回，因此应答按顺序对应。</translation>
    </message>
    <message>
        <source>Kraken v2</source>
        <translation>Kraken v2</translation>
    </message>
    <message>
        <source>A JSON ping that is recognised by its req_id.</source>
        <translation>JSON ping，按其 req_id 识别应答。</translation>
    </message>
    <message>
        <source>Binance WebSocket API</source>
        <translation>Binance WebSocket API</translation>
    </message>
    <message>
        <source>The request &quot;ping&quot; of the request/response API (not of the streams, which send ping frames themselves), recognised by its id.</source>
        <translation>请求/响应 API 的“ping”请求（数据流自己会发送 Ping 帧，不适用），按其 id 识别应答。</translation>
    </message>
    <message>
        <source>KuCoin</source>
        <translation>KuCoin</translation>
    </message>
    <message>
        <source>A JSON ping that is recognised by its id.</source>
        <translation>JSON ping，按其 id 识别应答。</translation>
    </message>
    <message>
        <source>The URL needs a token from the REST API (bullet-public or bullet-private), which also tells the interval.</source>
        <translation>URL 需要 REST API（bullet-public 或 bullet-private）给出的令牌，该接口同时给出间隔。</translation>
    </message>
    <message>
        <source>MEXC futures</source>
        <translation>MEXC 合约</translation>
    </message>
    <message>
        <source>A JSON ping; the answers carry no id and are taken in order.</source>
        <translation>JSON ping；应答不带 id，按顺序对应。</translation>
    </message>
    <message>
        <source>Phoenix channels</source>
        <translation>Phoenix 频道</translation>
    </message>
    <message>
        <source>The heartbeat event on the topic &quot;phoenix&quot; in the array format (vsn=2.0.0), recognised by its ref.</source>
        <translation>以数组格式（vsn=2.0.0）发送主题“phoenix”上的 heartbeat 事件，按其 ref 识别应答。</translation>
    </message>
    <message>
        <source>The URL needs vsn=2.0.0, as in wss://host/socket/websocket?vsn=2.0.0.</source>
        <translation>URL 需要 vsn=2.0.0，例如 wss://host/socket/websocket?vsn=2.0.0。</translation>
    </message>
    <message>
        <source>OCPP-J</source>
        <translation>OCPP-J</translation>
    </message>
    <message>
        <source>The Heartbeat call of a charging station, recognised by its message id. A CALLERROR counts as an answer too: the peer is alive.</source>
        <translation>充电桩的 Heartbeat 调用，按其消息 id 识别应答。CALLERROR 也算应答：对端存活。</translation>
    </message>
    <message>
        <source>The URL ends with the identity of the station; a central system may want a BootNotification first, whose answer tells the interval.</source>
        <translation>URL 以充电桩的标识结尾；中心系统可能要求先发送 BootNotification，其应答给出间隔。</translation>
    </message>
    <message>
        <source>Home Assistant</source>
        <translation>Home Assistant</translation>
    </message>
    <message>
        <source>Answered only after authentication: an &quot;auth&quot; message with an access token must have been sent on the connection.</source>
        <translation>仅在认证之后应答：须先在此连接上发送带访问令牌的“auth”消息。</translation>
    </message>
    <message>
        <source>GraphQL over WebSocket</source>
        <translation>GraphQL over WebSocket</translation>
    </message>
    <message>
        <source>The Ping message of the protocol, answered by Pong; answers are taken in order. Pings of the server are answered.</source>
        <translation>协议的 Ping 消息，由 Pong 应答；应答按顺序对应。服务器发来的 Ping 会得到应答。</translation>
    </message>
    <message>
        <source>Servers close with 4408 when no &quot;connection_init&quot; message was sent within their time (3 s by default).</source>
        <translation>若未在规定时间（默认 3 秒）内发送“connection_init”消息，服务器会以 4408 关闭连接。</translation>
    </message>
    <message>
        <source>Action Cable</source>
        <translation>Action Cable</translation>
    </message>
    <message>
        <source>Listens for the ping that the server sends every 3 s; a client takes the connection for stale after 6 s.</source>
        <translation>监听服务器每 3 秒发送的 ping；客户端在 6 秒后视连接为失效。</translation>
    </message>
    <message>
        <source>The server checks the Origin header: add one that it allows.</source>
        <translation>服务器会检查 Origin 请求头：请添加其允许的值。</translation>
    </message>
    <message>
        <source>SockJS</source>
        <translation>SockJS</translation>
    </message>
    <message>
        <source>Listens for the heartbeat frame &quot;h&quot; that the server sends every 25 s.</source>
        <translation>监听服务器每 25 秒发送的心跳帧“h”。</translation>
    </message>
    <message>
        <source>The URL is that of the WebSocket transport, as in wss://host/echo/000/abcdefgh/websocket.</source>
        <translation>URL 为 WebSocket 传输的地址，例如 wss://host/echo/000/abcdefgh/websocket。</translation>
    </message>
    <message>
        <source>Coinbase Advanced</source>
        <translation>Coinbase Advanced</translation>
    </message>
    <message>
        <source>Listens for the messages of the channel &quot;heartbeats&quot;, one a second.</source>
        <translation>监听“heartbeats”频道的消息，每秒一条。</translation>
    </message>
    <message>
        <source>A &quot;subscribe&quot; message for the channel &quot;heartbeats&quot; must have been sent within 5 s of connecting.</source>
        <translation>须在连接后 5 秒内发送订阅“heartbeats”频道的“subscribe”消息。</translation>
    </message>
    <message>
        <source>Engine.IO v4</source>
        <translation>Engine.IO v4</translation>
    </message>
    <message>
        <source>Listens for the ping &quot;2&quot; that the server sends every 25 s, and answers it with &quot;3&quot;.</source>
        <translation>监听服务器每 25 秒发送的 ping“2”，并以“3”应答。</translation>
    </message>
    <message>
        <source>The URL needs EIO=4&amp;transport=websocket, as in wss://host/engine.io/?EIO=4&amp;transport=websocket.</source>
        <translation>URL 需要 EIO=4&amp;transport=websocket，例如 wss://host/engine.io/?EIO=4&amp;transport=websocket。</translation>
    </message>
    <message>
        <source>Socket.IO v4 and later</source>
        <translation>Socket.IO v4 及更高版本</translation>
    </message>
    <message>
        <source>Engine.IO&apos;s heartbeat on a Socket.IO server: joins the namespace &quot;/&quot; when the connection opens, listens for the ping &quot;2&quot; and answers it with &quot;3&quot;.</source>
        <translation>Socket.IO 服务器上的 Engine.IO 心跳：连接打开时加入命名空间“/”，监听 ping“2”并以“3”应答。</translation>
    </message>
    <message>
        <source>The URL needs EIO=4&amp;transport=websocket, as in wss://host/socket.io/?EIO=4&amp;transport=websocket.</source>
        <translation>URL 需要 EIO=4&amp;transport=websocket，例如 wss://host/socket.io/?EIO=4&amp;transport=websocket。</translation>
    </message>
</context>
<context>
    <name>heartline::ProbePanel</name>
    <message>
        <source>Result of the test</source>
        <translation>测试结果</translation>
    </message>
    <message>
        <source>Phases of connecting</source>
        <translation>连接各阶段</translation>
    </message>
    <message>
        <source>What was agreed on</source>
        <translation>协商结果</translation>
    </message>
    <message>
        <source>Round trips of the beats</source>
        <translation>心跳往返时延</translation>
    </message>
    <message>
        <source>Connected; waiting for the beats…</source>
        <translation>已连接，等待心跳…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Connecting: %1…</source>
        <translation>正在连接：%1…</translation>
    </message>
    <message>
        <source>Connected, then lost: %1</source>
        <translation>已连接，随后断开：%1</translation>
    </message>
    <message>
        <source>Not connected: %1</source>
        <translation>未能连接：%1</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message numerus="yes">
        <source>Connected, but %n beat(s) were settled within the time of the test.</source>
        <translation>
            <numerusform>已连接，但测试时间内只有 %n 次心跳有结果。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not connected within the time of the test.</source>
        <translation>测试时间内未能连接。</translation>
    </message>
    <message>
        <source>Connected, but no beat was answered. Does the server know this heartbeat?</source>
        <translation>已连接，但没有心跳得到应答。服务器支持这种心跳吗？</translation>
    </message>
    <message numerus="yes">
        <source>Connected, but only %n beat(s) were answered.</source>
        <translation>
            <numerusform>已连接，但只有 %n 次心跳得到应答。</numerusform>
        </translation>
    </message>
    <message>
        <source>It works: connected, and every beat was answered.</source>
        <translation>正常：已连接，每次心跳都得到应答。</translation>
    </message>
    <message>
        <source>%1 %2 ms</source>
        <translation>%1 %2 ms</translation>
    </message>
    <message>
        <source>no subprotocol</source>
        <translation>无子协议</translation>
    </message>
    <message>
        <source>subprotocol %1</source>
        <translation>子协议 %1</translation>
    </message>
    <message>
        <source>%1 −%2 ms, %3</source>
        <translation>%1 −%2 ms，%3</translation>
    </message>
    <message>
        <source>gap of %1 ms, %2</source>
        <translation>间隔 %1 ms，%2</translation>
    </message>
    <message>
        <source>Beat %1: %2</source>
        <translation>心跳 %1：%2</translation>
    </message>
</context>
<context>
    <name>heartline::ProfileEditorDialog</name>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>Where to connect to: ws://host:port/path, or wss:// with TLS. For example wss://gateway.example.com/live, ws://[2001:db8::1]:9001/ or wss://bücher.example/. ${env:NAME} is replaced when connecting.</source>
        <translation>连接地址：ws://主机:端口/路径，使用 TLS 则为 wss://。例如 wss://gateway.example.com/live、ws://[2001:db8::1]:9001/ 或 wss://bücher.example/。${env:NAME} 在连接时替换。</translation>
    </message>
    <message>
        <source>Completes the URL as proposed.</source>
        <translation>按建议补全 URL。</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>What the connection is called in the table, in charts and in the log. Empty: the host of the URL.</source>
        <translation>连接在表格、图表和日志中的名称。留空：URL 的主机名。</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>分组(&amp;G)</translation>
    </message>
    <message>
        <source>Connections of one group stand together in the table. Choose one, type a new one, or leave it empty.</source>
        <translation>同组的连接在表格中排在一起。可选择、输入新分组或留空。</translation>
    </message>
    <message>
        <source>Heart&amp;beat</source>
        <translation>心跳(&amp;B)</translation>
    </message>
    <message>
        <source>What keeps the connection alive and measures it: a ping frame, a message, or only listening; or the ready heartbeat of a known protocol. A ping frame by default.</source>
        <translation>用什么保持并测量连接：ping 帧、消息，或仅监听；也可用已知协议的现成心跳。默认为 ping 帧。</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>间隔(&amp;I)</translation>
    </message>
    <message>
        <source>How often a beat is sent; stay well below the idle timeout of proxies on the way (often 60 s). 10 ms to 24 h, 5 s by default. A number without a unit is in seconds.</source>
        <translation>发送心跳的间隔；应明显小于途中代理的空闲超时（常为 60 s）。10 ms 到 24 h，默认 5 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>&amp;Connect when the program starts</source>
        <translation>程序启动时连接(&amp;C)</translation>
    </message>
    <message>
        <source>Without this the connection stays idle until you connect it. On by default.</source>
        <translation>不勾选则连接保持空闲，直到您手动连接。默认勾选。</translation>
    </message>
    <message>
        <source>Hea&amp;rtbeat</source>
        <translation>心跳(&amp;R)</translation>
    </message>
    <message>
        <source>Re&amp;quest</source>
        <translation>请求(&amp;Q)</translation>
    </message>
    <message>
        <source>Rec&amp;onnect</source>
        <translation>重连(&amp;O)</translation>
    </message>
    <message>
        <source>T&amp;LS</source>
        <translation>T&amp;LS</translation>
    </message>
    <message>
        <source>Li&amp;mits</source>
        <translation>限制(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Test now</source>
        <translation>立即测试(&amp;T)</translation>
    </message>
    <message>
        <source>Connects once with these settings, sends three beats and shows how it went. Nothing is saved.</source>
        <translation>用这些设置连接一次，发送三次心跳并显示结果。不保存任何内容。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Preset: %1</source>
        <translation>预设：%1</translation>
    </message>
    <message>
        <source>Add a connection</source>
        <translation>添加连接</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>First: %1</source>
        <translation>前提：%1</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>%1, port %2, with TLS; requests %3</source>
        <extracomment>%1: host, %2: port, %3: path</extracomment>
        <translation>%1，端口 %2，使用 TLS；请求 %3</translation>
    </message>
    <message>
        <source>%1, port %2, without TLS; requests %3</source>
        <translation>%1，端口 %2，不使用 TLS；请求 %3</translation>
    </message>
    <message>
        <source>The environment&apos;s values are put in when connecting.</source>
        <translation>连接时填入环境变量的值。</translation>
    </message>
    <message>
        <source>Something on this page needs a correction</source>
        <translation>此页有内容需要更正</translation>
    </message>
    <message>
        <source>Please correct what is marked: %1</source>
        <translation>请更正标出的内容：%1</translation>
    </message>
    <message>
        <source>S&amp;top the test</source>
        <translation>停止测试(&amp;T)</translation>
    </message>
    <message numerus="yes">
        <source>Edit %n connections</source>
        <translation>
            <numerusform>编辑 %n 个连接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What you edit will be the same in all %n connections; the rest stays as it is.</source>
        <translation>
            <numerusform>您修改的内容将在全部 %n 个连接中一致；其余保持不变。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Will be the same in all %n connections: %1</source>
        <translation>
            <numerusform>将在全部 %n 个连接中一致：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: a connection, %2: what is wrong with it</extracomment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>heartline::ProfileProblem</name>
    <message>
        <source>Expected %1 to %2, found %3</source>
        <translation>应为 %1 至 %2，实为 %3</translation>
    </message>
    <message>
        <source>A name is required</source>
        <translation>需要名称</translation>
    </message>
    <message>
        <source>A header value cannot hold line breaks or other control characters (RFC 9110 section 5.5)</source>
        <translation>请求头值不能包含换行或其他控制字符（RFC 9110 第 5.5 节）</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a header name: letters, digits and !#$%&amp;&apos;*+-.^_`|~ are allowed (RFC 9110 section 5.1)</source>
        <translation>“%1”不是请求头名称：允许字母、数字和 !#$%&amp;&apos;*+-.^_`|~（RFC 9110 第 5.1 节）</translation>
    </message>
    <message>
        <source>Offer subprotocols in &quot;subprotocols&quot;, not in a header</source>
        <translation>子协议请填在“子协议”中，而不是请求头中</translation>
    </message>
    <message>
        <source>&quot;%1&quot; belongs to the handshake and cannot be set</source>
        <translation>“%1”属于握手，不能设置</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a subprotocol name: letters, digits and !#$%&amp;&apos;*+-.^_`|~ are allowed (RFC 6455 section 4.1)</source>
        <translation>“%1”不是子协议名称：允许字母、数字和 !#$%&amp;&apos;*+-.^_`|~（RFC 6455 第 4.1 节）</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is named twice</source>
        <translation>“%1”出现了两次</translation>
    </message>
    <message>
        <source>Expected at most timeout_ms (%1), found %2</source>
        <translation>最多为超时时间（%1），实为 %2</translation>
    </message>
    <message>
        <source>Expected at least initial_ms (%1), found %2</source>
        <translation>至少为首次等待（%1），实为 %2</translation>
    </message>
    <message>
        <source>A key needs its certificate; set certificate_file, too</source>
        <translation>私钥需要与之对应的证书；请同时设置证书文件</translation>
    </message>
    <message>
        <source>A client certificate needs its key; set key_file, too (to the same file if that holds both)</source>
        <translation>客户端证书需要其私钥；请同时设置私钥文件（若同一文件包含两者，则填同一文件）</translation>
    </message>
    <message>
        <source>Expected the 64 hexadecimal digits of a SHA-256, with or without colons</source>
        <translation>应为 SHA-256 的 64 位十六进制数字，可带冒号</translation>
    </message>
    <message>
        <source>The environment variable &quot;%1&quot; is not set; set it before Heartline is started</source>
        <translation>环境变量“%1”未设置；请在启动 Heartline 之前设置</translation>
    </message>
    <message>
        <source>A reference is written ${env:NAME}, with a name of letters, digits and underscores; write &quot;$${env:&quot; for the text itself</source>
        <translation>引用写作 ${env:NAME}，名称由字母、数字和下划线组成；若要表示文本本身，请写“$${env:”</translation>
    </message>
    <message>
        <source>With the environment&apos;s values: %1</source>
        <translation>代入环境变量的值之后：%1</translation>
    </message>
    <message>
        <source>There is a space or control character in it; write it as %20 or remove it</source>
        <translation>其中有空格或控制字符；请写作 %20 或删除</translation>
    </message>
    <message>
        <source>Not a URL: %1</source>
        <translation>不是 URL：%1</translation>
    </message>
    <message>
        <source>The host is missing</source>
        <translation>缺少主机</translation>
    </message>
    <message>
        <source>Port 0 cannot be connected to; ports are 1 to 65535</source>
        <translation>无法连接端口 0；端口为 1 至 65535</translation>
    </message>
    <message>
        <source>A fragment (&quot;#...&quot;) is not allowed; write %23 for &quot;#&quot; (RFC 6455 section 3)</source>
        <translation>不允许片段（“#...”）；“#”请写作 %23（RFC 6455 第 3 节）</translation>
    </message>
    <message>
        <source>A URL is required</source>
        <translation>需要 URL</translation>
    </message>
    <message>
        <source>Expected a URL that begins with ws:// or wss://, found %1</source>
        <translation>URL 应以 ws:// 或 wss:// 开头，实为 %1</translation>
    </message>
    <message>
        <source>no scheme</source>
        <translation>无协议</translation>
    </message>
    <message>
        <source>Expected http://host:port or socks5://host:port</source>
        <translation>应为 http://host:port 或 socks5://host:port</translation>
    </message>
    <message>
        <source>The port is missing, as in http://host:8080</source>
        <translation>缺少端口，例如 http://host:8080</translation>
    </message>
    <message>
        <source>A proxy has neither path nor query</source>
        <translation>代理没有路径和查询</translation>
    </message>
</context>
<context>
    <name>heartline::RangeDialog</name>
    <message>
        <source>Custom range</source>
        <translation>自定义范围</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>到(&amp;T)</translation>
    </message>
</context>
<context>
    <name>heartline::ReconnectPage</name>
    <message>
        <source>Connect &amp;again after the connection is lost</source>
        <translation>连接断开后重新连接(&amp;A)</translation>
    </message>
    <message>
        <source>Without this the connection stays failed until you connect it. On by default.</source>
        <translation>不勾选则连接保持失败状态，直到您手动连接。默认勾选。</translation>
    </message>
    <message>
        <source>&amp;First wait</source>
        <translation>首次等待(&amp;F)</translation>
    </message>
    <message>
        <source>How long to wait before the first retry. 10 ms to 24 h, 1 s by default. A number without a unit is in seconds.</source>
        <translation>第一次重试前的等待时间。10 ms 到 24 h，默认 1 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>Longest &amp;wait</source>
        <translation>最长等待(&amp;W)</translation>
    </message>
    <message>
        <source>The wait grows from retry to retry up to this. 10 ms to 24 h, 30 s by default. A number without a unit is in seconds.</source>
        <translation>等待时间逐次增长，最长到此值。10 ms 到 24 h，默认 30 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>Growt&amp;h</source>
        <translation>增长倍数(&amp;H)</translation>
    </message>
    <message>
        <source>Each wait is so many times the one before. 1 to 100, 2 by default; 1 keeps the wait the same.</source>
        <translation>每次等待是前一次的多少倍。1 到 100，默认 2；1 表示不增长。</translation>
    </message>
    <message>
        <source>&amp;Spread</source>
        <translation>随机幅度(&amp;S)</translation>
    </message>
    <message>
        <source>Each wait is spread at random by this share of itself, up or down, so that many clients do not return at once. 0 to 100 %, 20 % by default.</source>
        <translation>每次等待按此比例随机增减，避免大量客户端同时重连。0 到 100 %，默认 20 %。</translation>
    </message>
    <message>
        <source>Attem&amp;pts</source>
        <translation>尝试次数(&amp;P)</translation>
    </message>
    <message>
        <source>After so many attempts in a row without success the connection has failed and is not tried again. No limit by default.</source>
        <translation>连续这么多次尝试失败后，连接视为失败并不再重试。默认不限。</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Is not tried again.</source>
        <translation>不再重试。</translation>
    </message>
    <message>
        <source>Waits %1 …</source>
        <translation>依次等待 %1 …</translation>
    </message>
    <message>
        <source>Waits %1, then gives up.</source>
        <translation>依次等待 %1，然后放弃。</translation>
    </message>
</context>
<context>
    <name>heartline::RequestPage</name>
    <message>
        <source>&amp;Headers</source>
        <translation>请求头(&amp;H)</translation>
    </message>
    <message>
        <source>Header fields of the upgrade request, for example Authorization. ${env:NAME} in a value is replaced when connecting, so that no secret stands in the file. F2 edits a cell, Delete removes the selected rows.</source>
        <translation>升级请求的请求头，例如 Authorization。值中的 ${env:NAME} 在连接时替换，文件中便无需保存机密。F2 编辑单元格，Delete 删除所选行。</translation>
    </message>
    <message>
        <source>Header fields</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>A&amp;dd header</source>
        <translation>添加请求头(&amp;D)</translation>
    </message>
    <message>
        <source>Adds a header field.</source>
        <translation>添加一个请求头。</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>删除(&amp;V)</translation>
    </message>
    <message>
        <source>Removes the selected header fields.</source>
        <translation>删除所选请求头。</translation>
    </message>
    <message>
        <source>Sub&amp;protocols</source>
        <translation>子协议(&amp;P)</translation>
    </message>
    <message>
        <source>What is offered in Sec-WebSocket-Protocol, in order of preference, with commas between: graphql-transport-ws, json. Empty: none.</source>
        <translation>在 Sec-WebSocket-Protocol 中提供的子协议，按优先顺序以逗号分隔：graphql-transport-ws, json。留空：无。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>代理(&amp;X)</translation>
    </message>
    <message>
        <source>http://host:port or socks5://host:port; ${env:NAME} is replaced. Empty: connect directly.</source>
        <translation>http://主机:端口 或 socks5://主机:端口；${env:NAME} 会被替换。留空：直接连接。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>heartline::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>The language of the window. Changes at once when you press OK.</source>
        <translation>窗口的语言。按“确定”后立即生效。</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Light or dark colours, or as the system has them. Changes at once when you press OK.</source>
        <translation>浅色、深色或跟随系统。按“确定”后立即生效。</translation>
    </message>
    <message>
        <source>New connections</source>
        <translation>新连接</translation>
    </message>
    <message>
        <source>&amp;Heartbeat</source>
        <translation>心跳(&amp;H)</translation>
    </message>
    <message>
        <source>The kind of heartbeat that a new connection starts with. A ping frame by default.</source>
        <translation>新连接初始的心跳类型。默认为 ping 帧。</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>间隔(&amp;I)</translation>
    </message>
    <message>
        <source>How often a new connection beats. 10 ms to 24 h, 5 s by default. A number without a unit is in seconds.</source>
        <translation>新连接的心跳间隔。10 ms 到 24 h，默认 5 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>Ti&amp;meout</source>
        <translation>超时(&amp;M)</translation>
    </message>
    <message>
        <source>A beat without an answer within this time is missed. 10 ms to 24 h, 5 s by default. A number without a unit is in seconds.</source>
        <translation>在此时间内没有应答的心跳记为丢失。10 ms 到 24 h，默认 5 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>Late &amp;after</source>
        <translation>迟到阈值(&amp;A)</translation>
    </message>
    <message>
        <source>An answer that takes longer is late. At most the timeout, 1 s by default. A number without a unit is in seconds.</source>
        <translation>应答超过此时间即为迟到。最多等于超时，默认 1 s。不带单位的数字按秒计。</translation>
    </message>
    <message>
        <source>Misses allo&amp;wed</source>
        <translation>允许丢失次数(&amp;W)</translation>
    </message>
    <message>
        <source>With so many beats missed in a row a connection counts as dead. 1 to 1000, 3 by default.</source>
        <translation>连续丢失这么多次心跳后，连接视为已断。1 到 1000，默认 3。</translation>
    </message>
    <message>
        <source>&amp;Reconnect after the connection is lost</source>
        <translation>连接断开后重新连接(&amp;R)</translation>
    </message>
    <message>
        <source>Whether a new connection is tried again by itself. On by default.</source>
        <translation>新连接是否自动重试。默认勾选。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Log &amp;file</source>
        <translation>日志文件(&amp;F)</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>日志文件</translation>
    </message>
    <message>
        <source>SQLite files (*.sqlite *.db);;All files (*)</source>
        <translation>SQLite 文件 (*.sqlite *.db);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Cannot be longer than the timeout, %1</source>
        <translation>不能长于超时时间 %1</translation>
    </message>
    <message>
        <source>This is a folder; name a file in it</source>
        <translation>这是文件夹；请指定其中的文件</translation>
    </message>
    <message>
        <source>The folder does not exist</source>
        <translation>文件夹不存在</translation>
    </message>
    <message>
        <source>Where the heartbeat log is kept, one SQLite file. Empty: the standard place. The log goes on there at once; the former file stays as it is.</source>
        <translation>心跳日志的位置，一个 SQLite 文件。留空：标准位置。日志立即在新位置继续；原文件保持不变。</translation>
    </message>
    <message>
        <source>This time the log is %1, as the command line or the demo has it. What is set here counts from the next start on.</source>
        <translation>本次的日志为 %1，由命令行或演示指定。此处的设置从下次启动起生效。</translation>
    </message>
</context>
<context>
    <name>heartline::StatePresentation</name>
    <message>
        <source>idle</source>
        <comment>state</comment>
        <translation>空闲</translation>
    </message>
    <message>
        <source>connecting</source>
        <comment>state</comment>
        <translation>连接中</translation>
    </message>
    <message>
        <source>open</source>
        <comment>state</comment>
        <translation>正常</translation>
    </message>
    <message>
        <source>degraded</source>
        <comment>state</comment>
        <translation>降级</translation>
    </message>
    <message>
        <source>closing</source>
        <comment>state</comment>
        <translation>关闭中</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>state</comment>
        <translation>等待重连</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>ok</source>
        <comment>outcome</comment>
        <translation>正常</translation>
    </message>
    <message>
        <source>late</source>
        <comment>outcome</comment>
        <translation>迟到</translation>
    </message>
    <message>
        <source>missed</source>
        <comment>outcome</comment>
        <translation>丢失</translation>
    </message>
    <message>
        <source>coalesced</source>
        <comment>outcome</comment>
        <translation>合并</translation>
    </message>
    <message>
        <source>unsent</source>
        <comment>outcome</comment>
        <translation>未发出</translation>
    </message>
    <message>
        <source>DNS</source>
        <comment>phase</comment>
        <translation>DNS</translation>
    </message>
    <message>
        <source>TCP</source>
        <comment>phase</comment>
        <translation>TCP</translation>
    </message>
    <message>
        <source>TLS</source>
        <comment>phase</comment>
        <translation>TLS</translation>
    </message>
    <message>
        <source>upgrade</source>
        <comment>phase</comment>
        <translation>升级</translation>
    </message>
    <message>
        <source>when the program read it</source>
        <comment>time of arrival</comment>
        <translation>程序读取时</translation>
    </message>
    <message>
        <source>when the event loop woke</source>
        <comment>time of arrival</comment>
        <translation>事件循环唤醒时</translation>
    </message>
    <message>
        <source>when the kernel received it</source>
        <comment>time of arrival</comment>
        <translation>内核收到时</translation>
    </message>
</context>
<context>
    <name>heartline::StateTimeline</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 时</translation>
    </message>
    <message>
        <source>States over time</source>
        <translation>状态随时间的变化</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: a state, %2: how many connections are in it</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>since %1, for %2</source>
        <translation>自 %1 起，已持续 %2</translation>
    </message>
    <message>
        <source>%1 to %2, %3</source>
        <translation>%1 至 %2，共 %3</translation>
    </message>
    <message>
        <source>A lane of states for each selected connection; of many, their shares in one lane and the worst below. The Events tab holds the same changes as a table.</source>
        <translation>每个所选连接一条状态带；连接很多时，一条带显示各状态的比例，下面是最差的几个。“事件”标签页以表格列出同样的变化。</translation>
    </message>
</context>
<context>
    <name>heartline::StatisticsPanel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rows, or all of them, as text</source>
        <translation>将选中的行（未选中时为全部）复制为文本</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Select a connection to see its statistics.</source>
        <translation>选择一个连接以查看其统计。</translation>
    </message>
    <message>
        <source>beats since %1</source>
        <translation>自 %1 起的心跳</translation>
    </message>
    <message>
        <source>Distribution of the round trips</source>
        <translation>往返时延分布</translation>
    </message>
    <message>
        <source>No answered beat yet.</source>
        <translation>还没有得到应答的心跳。</translation>
    </message>
</context>
<context>
    <name>heartline::StatisticsPresentation</name>
    <message>
        <source>in milliseconds</source>
        <translation>单位毫秒</translation>
    </message>
    <message>
        <source>Connection</source>
        <comment>column</comment>
        <translation>连接</translation>
    </message>
    <message>
        <source>Beats</source>
        <comment>column</comment>
        <translation>心跳</translation>
    </message>
    <message>
        <source>Min</source>
        <comment>column</comment>
        <translation>最小</translation>
    </message>
    <message>
        <source>Mean</source>
        <comment>column</comment>
        <translation>平均</translation>
    </message>
    <message>
        <source>Max</source>
        <comment>column</comment>
        <translation>最大</translation>
    </message>
    <message>
        <source>Jitter</source>
        <comment>column</comment>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Loss</source>
        <comment>column</comment>
        <translation>丢失率</translation>
    </message>
    <message>
        <source>Late</source>
        <comment>column</comment>
        <translation>迟到率</translation>
    </message>
    <message>
        <source>Share of the beats that left</source>
        <translation>占已发出心跳的比例</translation>
    </message>
    <message>
        <source>Beats that could not leave; no loss of the network</source>
        <translation>未能发出的心跳，不算网络丢失</translation>
    </message>
    <message>
        <source>Unsent</source>
        <comment>column</comment>
        <translation>未发出</translation>
    </message>
</context>
<context>
    <name>heartline::StatusStrip</name>
    <message>
        <source>%1 %2</source>
        <extracomment>%1: how many; %2: a state, e.g. &quot;34 open&quot;</extracomment>
        <translation>%2 %1</translation>
    </message>
    <message>
        <source>Show the connections that are %1</source>
        <extracomment>%1: a state</extracomment>
        <translation>显示状态为“%1”的连接</translation>
    </message>
    <message>
        <source>%1 beats/s</source>
        <translation>%1 次心跳/s</translation>
    </message>
    <message>
        <source>beats leave %1 ms late (p99)</source>
        <translation>心跳发送延迟 %1 ms（p99）</translation>
    </message>
    <message>
        <source>99 of 100 beats left no later than this after their moment. It is this program&apos;s own delay and no part of the round trips.</source>
        <translation>100 次心跳中有 99 次在预定时刻之后不超过此时间即发出。这是本程序自身的延迟，不计入往返时延。</translation>
    </message>
    <message>
        <source>The busiest network thread is at work %1 % of the time.</source>
        <translation>最忙的网络线程有 %1 % 的时间在工作。</translation>
    </message>
    <message>
        <source>no log</source>
        <translation>无日志</translation>
    </message>
    <message>
        <source>log fails</source>
        <translation>日志写入失败</translation>
    </message>
    <message numerus="yes">
        <source>log %1, %n days</source>
        <translation>
            <numerusform>日志 %1，%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>log %1, today</source>
        <translation>日志 %1，今天</translation>
    </message>
    <message>
        <source>log %1</source>
        <translation>日志 %1</translation>
    </message>
    <message>
        <source>%1 not shown</source>
        <translation>%1 项未显示</translation>
    </message>
    <message>
        <source>This computer could not keep up: %1 beats and %2 events were left out of the charts and tables since the start. The log has them all.</source>
        <translation>本机处理不及：自启动以来有 %1 次心跳和 %2 个事件未显示在图表和表格中。日志中全部都有。</translation>
    </message>
</context>
<context>
    <name>heartline::TimeTicks</name>
    <message>
        <source>d MMM</source>
        <extracomment>The day and the month on a time axis, as QLocale::toString() takes it</extracomment>
        <translation>M月d日</translation>
    </message>
</context>
<context>
    <name>heartline::TimelinePanel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>same time axis</source>
        <translation>同一时间轴</translation>
    </message>
    <message>
        <source>States over time</source>
        <translation>状态随时间的变化</translation>
    </message>
    <message>
        <source>Select connections to see their states.</source>
        <translation>选择连接以查看其状态。</translation>
    </message>
</context>
<context>
    <name>heartline::TlsPage</name>
    <message>
        <source>This URL begins with ws://: there is no TLS. What stands here is used with wss://.</source>
        <translation>此 URL 以 ws:// 开头，不使用 TLS。此页内容仅用于 wss://。</translation>
    </message>
    <message>
        <source>&amp;Authorities</source>
        <translation>颁发机构(&amp;A)</translation>
    </message>
    <message>
        <source>A PEM file with certificates of authorities to trust in addition to those of the system. ${env:NAME} is replaced. Empty: the system alone.</source>
        <translation>PEM 文件，其中的颁发机构证书在系统之外额外受信任。${env:NAME} 会被替换。留空：仅用系统的。</translation>
    </message>
    <message>
        <source>Client c&amp;ertificate</source>
        <translation>客户端证书(&amp;E)</translation>
    </message>
    <message>
        <source>A PEM file with the certificate that this client shows to the server. Needs its key. Empty: none.</source>
        <translation>PEM 文件，向服务器出示的客户端证书。需要其私钥。留空：无。</translation>
    </message>
    <message>
        <source>Client &amp;key</source>
        <translation>客户端私钥(&amp;K)</translation>
    </message>
    <message>
        <source>A PEM file with the private key of the client certificate.</source>
        <translation>PEM 文件，客户端证书的私钥。</translation>
    </message>
    <message>
        <source>&amp;Pinned SHA-256</source>
        <translation>固定 SHA-256(&amp;P)</translation>
    </message>
    <message>
        <source>The SHA-256 of the server&apos;s certificate (DER), 64 hexadecimal digits with or without colons. If set, this certificate is accepted and no other. Empty: the usual check.</source>
        <translation>服务器证书（DER）的 SHA-256，64 位十六进制数字，可带冒号。若设置，只接受此证书。留空：按常规验证。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation>PEM 文件 (*.pem *.crt *.cer *.key);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Certificates of authorities</source>
        <translation>证书颁发机构的证书</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>系统自带</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>客户端私钥</translation>
    </message>
</context>
<context>
    <name>heartline::ViewActions</name>
    <message>
        <source>Worst first</source>
        <translation>最差优先</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>方块墙</translation>
    </message>
    <message>
        <source>By group</source>
        <translation>按分组</translation>
    </message>
</context>
<context>
    <name>heartline::WallLegend</name>
    <message>
        <source>Legend of the wall</source>
        <translation>方块墙图例</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>更慢</translation>
    </message>
    <message>
        <source>An open connection is a square in the shade of its p99 over the last beats; any other state has a shape and a colour of its own.</source>
        <translation>正常的连接是一个方块，深浅表示最近心跳的 p99；其他每种状态各有自己的形状和颜色。</translation>
    </message>
</context>
<context>
    <name>heartline::WallPanel</name>
    <message>
        <source>Wall</source>
        <translation>方块墙</translation>
    </message>
    <message>
        <source>Wall of connections</source>
        <translation>连接方块墙</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>How large the tiles are</source>
        <translation>方块的大小</translation>
    </message>
    <message>
        <source>Size of the tiles</source>
        <translation>方块大小</translation>
    </message>
</context>
<context>
    <name>heartline::WallText</name>
    <message>
        <source>since %1</source>
        <translation>自 %1</translation>
    </message>
    <message>
        <source>last %1, p50 %2, p99 %3, loss %4</source>
        <translation>最近 %1，p50 %2，p99 %3，丢失 %4</translation>
    </message>
    <message>
        <source>%1 ms, p99 %2</source>
        <translation>%1 ms，p99 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: the state of a connection, %2: what is to be said of it, as &quot;retry in 3 s&quot;</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%1 connections</source>
        <extracomment>%1: a number with its thousands set apart; %n is the same number</extracomment>
        <translation>
            <numerusform>%1 个连接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n groups</source>
        <translation>
            <numerusform>%1，%n 个分组</numerusform>
        </translation>
    </message>
    <message>
        <source>No group</source>
        <translation>未分组</translation>
    </message>
</context>
<context>
    <name>heartline::WindowMessages</name>
    <message>
        <source>What was logged cannot be shown: %1</source>
        <translation>无法显示已记录的内容：%1</translation>
    </message>
    <message>
        <source>Writing the log fails: %1 Monitoring goes on; %2 rows wait, %3 rows are lost.</source>
        <translation>日志写入失败：%1 监测继续进行；%2 行等待写入，%3 行已丢失。</translation>
    </message>
    <message>
        <source>The log was damaged. It was set aside as %1, and a new one was begun.</source>
        <translation>日志文件已损坏，已另存为 %1，并新建了日志。</translation>
    </message>
    <message>
        <source>The profiles could not be saved: %1</source>
        <translation>无法保存配置：%1</translation>
    </message>
    <message>
        <source>The demo and what you change in it is gone when Heartline ends; &quot;Save as&quot; in the File menu keeps it.</source>
        <translation>Heartline 退出后，演示以及您在其中的更改将不复存在；可用“文件”菜单中的“另存为”保留。</translation>
    </message>
</context>
<context>
    <name>heartline::Workspace</name>
    <message numerus="yes">
        <source>add %n connections</source>
        <translation>
            <numerusform>添加 %n 个连接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>edit %n connections</source>
        <translation>
            <numerusform>编辑 %n 个连接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>import %n connections</source>
        <translation>
            <numerusform>导入 %n 个连接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>duplicate %n connections</source>
        <translation>
            <numerusform>复制 %n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1（副本）</translation>
    </message>
    <message>
        <source>%1 (copy %2)</source>
        <translation>%1（副本 %2）</translation>
    </message>
    <message numerus="yes">
        <source>remove %n connections</source>
        <translation>
            <numerusform>删除 %n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>Another program has changed the file since it was read</source>
        <translation>文件在读取之后已被其他程序更改</translation>
    </message>
</context>
</TS>
