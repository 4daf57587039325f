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
        <source>silence: beats missed</source>
        <translation>静默：心跳丢失</translation>
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
</context>
<context>
    <name>heartline::ConnectionsView</name>
    <message>
        <source>retry in 88 s</source>
        <comment>widest value</comment>
        <translation>88 s 后重试</translation>
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
        <source>Lines of the round trips of the selected connections. The Beats tab holds the same values as a table.</source>
        <translation>所选连接的往返时延曲线。“心跳”标签页以表格给出相同的数值。</translation>
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
        <source>⋯</source>
        <translation>⋯</translation>
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
    <message numerus="yes">
        <source>the first %1 of %n selected connections</source>
        <translation>
            <numerusform>所选 %n 个连接中的前 %1 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connections</source>
        <translation>
            <numerusform>%n 个连接</numerusform>
        </translation>
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
</context>
<context>
    <name>heartline::MainWindow</name>
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
        <source>&amp;Worst first</source>
        <translation>最差优先(&amp;W)</translation>
    </message>
    <message>
        <source>Sort by state: failed, waiting, degraded, then by loss</source>
        <translation>按状态排序：失败、等待、降级，其次按丢失率</translation>
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
        <source>Events and &amp;log</source>
        <translation>事件与日志(&amp;L)</translation>
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
        <source>Worst first</source>
        <translation>最差优先</translation>
    </message>
    <message>
        <source>Filter: name, URL, state:failed…</source>
        <translation>筛选：名称、URL、state:failed…</translation>
    </message>
    <message>
        <source>Filter the connections</source>
        <translation>筛选连接</translation>
    </message>
    <message>
        <source>Words of the name, group or URL; state:failed looks at the state</source>
        <translation>名称、分组或 URL 中的词；state:failed 按状态筛选</translation>
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
        <source>Writing the log fails: %1 Monitoring goes on; %2 rows wait, %3 rows are lost.</source>
        <translation>日志写入失败：%1 监测继续进行；%2 行等待写入，%3 行已丢失。</translation>
    </message>
    <message>
        <source>The log was damaged. It was set aside as %1, and a new one was begun.</source>
        <translation>日志文件已损坏，已另存为 %1，并新建了日志。</translation>
    </message>
    <message>
        <source>%1 — Heartline</source>
        <translation>%1 — Heartline</translation>
    </message>
    <message>
        <source>The profiles could not be saved: %1</source>
        <translation>无法保存配置：%1</translation>
    </message>
    <message>
        <source>About Heartline</source>
        <translation>关于 Heartline</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Heartline %1&lt;/h3&gt;&lt;p&gt;Keeps WebSocket connections alive with heartbeats, and shows how each is doing.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Heartline %1&lt;/h3&gt;&lt;p&gt;用心跳保持 WebSocket 连接，并显示每个连接的状况。&lt;/p&gt;&lt;p&gt;自由软件，依据 GNU 通用公共许可证第 3 版或更高版本发布。&lt;/p&gt;</translation>
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
        <source>A lane of states for each selected connection. The Events tab holds the same changes as a table.</source>
        <translation>每个所选连接一条状态泳道。“事件”标签页以表格给出相同的变化。</translation>
    </message>
    <message>
        <source>%1: %2</source>
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
        <source>Min ms</source>
        <comment>column</comment>
        <translation>最小 ms</translation>
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
</context>
</TS>
