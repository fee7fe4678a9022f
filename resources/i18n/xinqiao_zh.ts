<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AboutPart</name>
        <message>
            <source>Works offline. It opens no network connection unless exchange is switched on.</source>
            <translation>离线可用。除非打开交换功能，程序不会连网。</translation>
        </message>
    </context>
    <context>
        <name>ActPanel</name>
        <message>
            <source>Done</source>
            <translation>做了什么</translation>
        </message>
        <message>
            <source>One line about it</source>
            <translation>一句话</translation>
        </message>
        <message>
            <source>One line about it, may stay empty</source>
            <translation>一句话，可以不写</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>之后</translation>
        </message>
        <message>
            <source>&amp;Record  Ctrl+S</source>
            <translation>记下(&amp;R)  Ctrl+S</translation>
        </message>
        <message>
            <source>Close the alert…</source>
            <translation>结束预警…</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Why you decide so</source>
            <translation>为什么这样决定</translation>
        </message>
        <message>
            <source>Why you decide so, in a sentence</source>
            <translation>写一句：为什么这样决定</translation>
        </message>
        <message>
            <source>What was done</source>
            <translation>记下做了什么</translation>
        </message>
        <message>
            <source>Session record</source>
            <translation>会谈记录</translation>
        </message>
        <message>
            <source>Safety plan</source>
            <translation>安全计划</translation>
        </message>
        <message>
            <source>Referral</source>
            <translation>转介</translation>
        </message>
        <message>
            <source>Write about this student</source>
            <translation>为这名学生写</translation>
        </message>
        <message>
            <source>Close it</source>
            <translation>结束</translation>
        </message>
    </context>
    <context>
        <name>AddPart</name>
        <message>
            <source>Add  Ctrl+S</source>
            <translation>添加  Ctrl+S</translation>
        </message>
        <message>
            <source>Back to the list</source>
            <translation>回到列表</translation>
        </message>
        <message>
            <source>Only name and number are required.</source>
            <translation>只有姓名和学号必填。</translation>
        </message>
        <message>
            <source>Discard what is not saved?</source>
            <translation>还没保存的内容会丢掉。要丢掉吗？</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>丢掉</translation>
        </message>
        <message>
            <source>Added</source>
            <translation>已添加</translation>
        </message>
    </context>
    <context>
        <name>AlertFacts</name>
        <message>
            <source>Raised by</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Raised</source>
            <translation>提出</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>负责人</translation>
        </message>
        <message>
            <source>Done so far</source>
            <translation>已经做的</translation>
        </message>
        <message>
            <source>Nobody yet</source>
            <translation>还没有人</translation>
        </message>
        <message>
            <source>Nothing has been done yet.</source>
            <translation>还没有处置。</translation>
        </message>
    </context>
    <context>
        <name>AlertPage</name>
        <message>
            <source>All alerts</source>
            <translation>预警板</translation>
        </message>
        <message>
            <source>Raise an alert</source>
            <translation>提出预警</translation>
        </message>
        <message>
            <source>Recorded: {0}</source>
            <translation>已记下：{0}</translation>
        </message>
        <message>
            <source>The alert is closed.</source>
            <translation>预警已结束。</translation>
        </message>
        <message>
            <source>The alert is raised.</source>
            <translation>预警已提出。</translation>
        </message>
        <message>
            <source>Alert · {0}</source>
            <translation>预警 · {0}</translation>
        </message>
        <message>
            <source>Raise an alert · {0}</source>
            <translation>提出预警 · {0}</translation>
        </message>
    </context>
    <context>
        <name>AlertsPage</name>
        <message>
            <source>Open  Enter</source>
            <translation>打开  Enter</translation>
        </message>
        <message>
            <source>Move to…</source>
            <translation>移到…</translation>
        </message>
        <message>
            <source>Raise an alert</source>
            <translation>提出预警</translation>
        </message>
        <message>
            <source>No alerts to act on.</source>
            <translation>没有待跟进预警。</translation>
        </message>
        <message>
            <source>Alt+← → moves the card, Enter opens it.</source>
            <translation>Alt+← → 移动卡片，Enter 打开。</translation>
        </message>
        <message>
            <source>{0} moved to: {1}</source>
            <translation>{0} 已移到：{1}</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Move to: {0}</source>
            <translation>移到：{0}</translation>
        </message>
    </context>
    <context>
        <name>Amendments</name>
        <message>
            <source>Signed and locked. You can add to it; the original stays as it is.</source>
            <translation>已签名锁定。可以补充，原文保留。</translation>
        </message>
        <message>
            <source>Addition</source>
            <translation>补充</translation>
        </message>
        <message>
            <source>What should be added or put right</source>
            <translation>要补充或更正什么</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>补充</translation>
        </message>
    </context>
    <context>
        <name>AnswerForm</name>
        <message>
            <source>How it came</source>
            <translation>怎么来的</translation>
        </message>
        <message>
            <source>Doctor, or who brought it</source>
            <translation>医师，或带回的人</translation>
        </message>
        <message>
            <source>Was seen</source>
            <translation>是否就诊</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>If not, why</source>
            <translation>未就诊的原因</translation>
        </message>
        <message>
            <source>Advice to the school</source>
            <translation>对校建议</translation>
        </message>
        <message>
            <source>Other advice</source>
            <translation>其他建议</translation>
        </message>
        <message>
            <source>Medicines (if the guardian agreed)</source>
            <translation>用药事项（监护人同意）</translation>
        </message>
        <message>
            <source>Next visit</source>
            <translation>下次日期</translation>
        </message>
        <message>
            <source>Department</source>
            <translation>科室</translation>
        </message>
    </context>
    <context>
        <name>AnswerGrid</name>
        <message>
            <source>The number keys are off. Press Num Lock.</source>
            <translation>数字键盘没打开，请按 Num Lock。</translation>
        </message>
        <message>
            <source>Press 1 to keep the first, 2 for this one.</source>
            <translation>按 1 保留第一次，按 2 用这次。</translation>
        </message>
        <message>
            <source>Item {0} can only be {1}.</source>
            <translation>第 {0} 题只能是 {1}。</translation>
        </message>
        <message>
            <source>Item {0}: first {1}, now {2}. Press 1 to keep the first, 2 for this one.</source>
            <translation>第 {0} 题：第一次 {1}，这次 {2}。按 1 保留第一次，按 2 用这次。</translation>
        </message>
        <message>
            <source>Go to item: {0}</source>
            <translation>跳到第 {0} 题</translation>
        </message>
        <message>
            <source>{0} items have no answer yet. Enter again leaves them blank.</source>
            <translation>还有 {0} 题没有录。再按一次 Enter，按未答处理。</translation>
        </message>
        <message>
            <source>All {0} items keyed. Enter finishes.</source>
            <translation>{0} 题都录好了。Enter 交卷。</translation>
        </message>
        <message>
            <source>Item {0} of {1}: {2}</source>
            <translation>第 {0} 题，共 {1} 题：{2}</translation>
        </message>
        <message>
            <source>Answer sheet</source>
            <translation>答题表</translation>
        </message>
        <message>
            <source>That was the last item. Enter finishes, Backspace goes back.</source>
            <translation>已经是最后一题。Enter 交卷，退格键退一题。</translation>
        </message>
    </context>
    <context>
        <name>Ask</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Got it</source>
            <translation>知道了</translation>
        </message>
    </context>
    <context>
        <name>AssessmentPage</name>
        <message>
            <source>Open the file</source>
            <translation>打开档案</translation>
        </message>
        <message>
            <source>Withdraw…</source>
            <translation>撤回…</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Withdrawn {0}. It stays on file and counts nowhere.</source>
            <translation>已撤回（{0}）。原件留档，不计入任何统计。</translation>
        </message>
        <message>
            <source>Look at these answers today</source>
            <translation>这些作答需要今天看</translation>
        </message>
        <message>
            <source>Item {0}</source>
            <translation>第 {0} 题</translation>
        </message>
        <message>
            <source>{0} cannot be said: no answer to {1}</source>
            <translation>{0}不能确定：第 {1} 题没有答</translation>
        </message>
        <message>
            <source>Validity</source>
            <translation>效度</translation>
        </message>
        <message>
            <source>keyed twice</source>
            <translation>已核对两遍</translation>
        </message>
        <message>
            <source>keyed once</source>
            <translation>录了一遍</translation>
        </message>
        <message>
            <source>Where published cut-offs put it</source>
            <translation>按已发表的分界</translation>
        </message>
        <message>
            <source>cannot be said</source>
            <translation>不能判断</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>作答</translation>
        </message>
        <message>
            <source>unreadable</source>
            <translation>看不清</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>未答</translation>
        </message>
        <message>
            <source>Why is this sheet withdrawn? It stays on file, marked.</source>
            <translation>为什么撤回这份？原件留档，标为撤回。</translation>
        </message>
    </context>
    <context>
        <name>BackForm</name>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
    </context>
    <context>
        <name>BackupsTab</name>
        <message>
            <source>Backups</source>
            <translation>备份</translation>
        </message>
        <message>
            <source>Back up to a stick…</source>
            <translation>备份到 U 盘…</translation>
        </message>
        <message>
            <source>Rehearse a restore</source>
            <translation>演练恢复</translation>
        </message>
        <message>
            <source>No backup yet. If this PC breaks, everything is gone.</source>
            <translation>还没有备份。电脑坏了就找不回来。</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>现在备份</translation>
        </message>
        <message>
            <source>A backup is made at every lock and checked at the next unlock.</source>
            <translation>每次锁定自动备份，下次解锁时核对。</translation>
        </message>
        <message>
            <source>Which stick or folder?</source>
            <translation>哪个 U 盘或文件夹？</translation>
        </message>
        <message>
            <source>The backup of {0} opens and is whole: {1}. Your data was not touched.</source>
            <translation>{0} 的备份能打开，内容完整：{1}。您的数据没有动过。</translation>
        </message>
        <message>
            <source>Copied, opened and checked: {0}. Eject the stick safely.</source>
            <translation>已拷贝、打开并核对：{0}。请安全弹出 U 盘。</translation>
        </message>
        <message>
            <source>{0} students, {1} sessions, {2} referrals</source>
            <translation>学生 {0} 人，会谈 {1} 次，转介 {2} 份</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>备份时间</translation>
        </message>
        <message>
            <source>Opened and checked</source>
            <translation>打开核对过</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>内容</translation>
        </message>
    </context>
    <context>
        <name>BasisPart</name>
        <message>
            <source>Legal basis</source>
            <translation>依据</translation>
        </message>
        <message>
            <source>Consent on record</source>
            <translation>已登记的同意</translation>
        </message>
        <message>
            <source>Emergency</source>
            <translation>紧急情况</translation>
        </message>
        <message>
            <source>Why there was no time to ask</source>
            <translation>为什么来不及征得同意</translation>
        </message>
        <message>
            <source>Record a consent…</source>
            <translation>登记同意…</translation>
        </message>
        <message>
            <source>Save consent</source>
            <translation>保存同意</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Only while life or health is in danger. Ask for the consent afterwards.</source>
            <translation>只用于生命健康有危险时。事后要补上同意。</translation>
        </message>
        <message>
            <source>No consent for the hospital is on record. The letter carries a draft mark.</source>
            <translation>没有「向医疗机构提供」的同意。转介单会印上「草稿」。</translation>
        </message>
        <message>
            <source>Nothing chosen: the letter carries a draft mark.</source>
            <translation>还没选依据：转介单会印上「草稿」。</translation>
        </message>
    </context>
    <context>
        <name>BundlePage</name>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Choose the stick…</source>
            <translation>选择 U 盘…</translation>
        </message>
        <message>
            <source>Write and verify</source>
            <translation>写入并核对</translation>
        </message>
        <message>
            <source>Cancel writing</source>
            <translation>取消写入</translation>
        </message>
        <message>
            <source>Back to the referral</source>
            <translation>回到转介</translation>
        </message>
        <message>
            <source>Handover slip…</source>
            <translation>交接单…</translation>
        </message>
        <message>
            <source>Check again after re-plugging</source>
            <translation>重插后再核对</translation>
        </message>
        <message>
            <source>To the ledger</source>
            <translation>去看台账</translation>
        </message>
        <message>
            <source>Which stick or folder?</source>
            <translation>哪个 U 盘或文件夹？</translation>
        </message>
        <message>
            <source>Choose another stick</source>
            <translation>换一个 U 盘</translation>
        </message>
        <message>
            <source>Read again and opened: the file on the stick is whole.</source>
            <translation>重新读过并打开过：U 盘上的文件完好。</translation>
        </message>
        <message>
            <source>Take the stick out, put it in again, then go on.</source>
            <translation>请拔下 U 盘，重新插好，再继续。</translation>
        </message>
        <message>
            <source>Seal a referral · {0}</source>
            <translation>封装转介 · {0}</translation>
        </message>
        <message>
            <source>Stays here: {0}</source>
            <translation>留在本机：{0}</translation>
        </message>
        <message>
            <source>No key to seal to. Get the centre's key file first.</source>
            <translation>没有可以封装的钥匙。请先向中心要钥匙文件。</translation>
        </message>
        <message>
            <source>This institution has no key yet.</source>
            <translation>这家机构还没有钥匙。</translation>
        </message>
        <message>
            <source>Enter its keys</source>
            <translation>登记它的钥匙</translation>
        </message>
        <message>
            <source>It has no signing key: its receipts cannot be checked, only its phone code.</source>
            <translation>它没有签名钥匙：回执文件无法核对，只能用电话回执码。</translation>
        </message>
        <message>
            <source>Not compared by telephone yet. Read it to each other: {0}</source>
            <translation>还没有打电话核对过。请互相读一遍：{0}</translation>
        </message>
        <message>
            <source>Compared on {0}: {1}</source>
            <translation>{0} 核对过：{1}</translation>
        </message>
        <message>
            <source>{0}: {1} MiB free of {2}</source>
            <translation>{0}：共 {2} MiB，可用 {1} MiB</translation>
        </message>
        <message>
            <source>Written, read back and opened: {0}</source>
            <translation>已写入、读回并打开过：{0}</translation>
        </message>
        <message>
            <source>Now eject the stick safely. It counts as received only when the receipt or the eight digits of the phone code have come back.</source>
            <translation>现在请安全弹出 U 盘。收到回执文件或八位电话回执码，才算对方收到。</translation>
        </message>
        <message>
            <source>Put the stick in and choose it.</source>
            <translation>请插入 U 盘并选择它。</translation>
        </message>
        <message>
            <source>Open a referral first.</source>
            <translation>请先打开一份转介。</translation>
        </message>
        <message>
            <source>① To whom</source>
            <translation>① 给谁</translation>
        </message>
        <message>
            <source>② What leaves</source>
            <translation>② 带走什么</translation>
        </message>
        <message>
            <source>③ Where to</source>
            <translation>③ 写到哪里</translation>
        </message>
        <message>
            <source>Seals to {0}</source>
            <translation>封给 {0}</translation>
        </message>
    </context>
    <context>
        <name>Busy</name>
        <message>
            <source>One moment…</source>
            <translation>请稍等…</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} / {1}</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>正在停止…</translation>
        </message>
    </context>
    <context>
        <name>Choices</name>
        <message>
            <source>not decided</source>
            <translation>还没定</translation>
        </message>
    </context>
    <context>
        <name>ClassList</name>
        <message>
            <source>Class</source>
            <translation>班级</translation>
        </message>
        <message>
            <source>Second pass</source>
            <translation>第二遍核对</translation>
        </message>
        <message>
            <source>Key the sheets again and stop where they differ</source>
            <translation>再录一遍，有不同就停下</translation>
        </message>
        <message>
            <source>Students of the class</source>
            <translation>本班学生</translation>
        </message>
        <message>
            <source>{0} of {1} kept · {2} missing</source>
            <translation>已录 {0}/{1} · 未录 {2}</translation>
        </message>
        <message>
            <source>{0} of {1} keyed twice</source>
            <translation>已核 {0}/{1}</translation>
        </message>
        <message>
            <source>no sheet yet</source>
            <translation>未录</translation>
        </message>
        <message>
            <source>keyed twice</source>
            <translation>已核</translation>
        </message>
        <message>
            <source>kept</source>
            <translation>已录</translation>
        </message>
        <message>
            <source>critical items keyed</source>
            <translation>关键题已录</translation>
        </message>
    </context>
    <context>
        <name>ClosingForm</name>
        <message>
            <source>Follow up on</source>
            <translation>跟进日期</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>等级</translation>
        </message>
        <message>
            <source>What is planned</source>
            <translation>打算怎么跟进</translation>
        </message>
    </context>
    <context>
        <name>ColumnsTable</name>
        <message>
            <source>What column {0} “{1}” holds</source>
            <translation>第 {0} 列「{1}」是什么</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>不用</translation>
        </message>
    </context>
    <context>
        <name>Comparison</name>
        <message>
            <source>Earlier version</source>
            <translation>以前的版本</translation>
        </message>
        <message>
            <source>Version {0}:  － gone,  ＋ new</source>
            <translation>对照第 {0} 版：－ 去掉的　＋ 新写的</translation>
        </message>
    </context>
    <context>
        <name>ConsentForm</name>
        <message>
            <source>For</source>
            <translation>事项</translation>
        </message>
        <message>
            <source>Who decided</source>
            <translation>谁决定的</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>决定</translation>
        </message>
        <message>
            <source>Agrees</source>
            <translation>同意</translation>
        </message>
        <message>
            <source>Refuses</source>
            <translation>不同意</translation>
        </message>
        <message>
            <source>How</source>
            <translation>方式</translation>
        </message>
        <message>
            <source>Name of the person</source>
            <translation>决定人姓名</translation>
        </message>
        <message>
            <source>Who listened in (by phone)</source>
            <translation>旁听人（电话时）</translation>
        </message>
        <message>
            <source>Decided on</source>
            <translation>决定日期</translation>
        </message>
    </context>
    <context>
        <name>ConsentsPart</name>
        <message>
            <source>Record a decision</source>
            <translation>登记一次决定</translation>
        </message>
        <message>
            <source>No consent is on record yet.</source>
            <translation>还没有登记过知情同意。</translation>
        </message>
        <message>
            <source>agrees</source>
            <translation>同意</translation>
        </message>
        <message>
            <source>refuses</source>
            <translation>不同意</translation>
        </message>
    </context>
    <context>
        <name>ContentForm</name>
        <message>
            <source>Yes</source>
            <translation>有</translation>
        </message>
        <message>
            <source>No</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>转介原因</translation>
        </message>
        <message>
            <source>What was seen</source>
            <translation>行为表现</translation>
        </message>
        <message>
            <source>What was done</source>
            <translation>已做工作</translation>
        </message>
        <message>
            <source>Self-harm</source>
            <translation>自伤自杀</translation>
        </message>
        <message>
            <source>Guardian</source>
            <translation>监护人</translation>
        </message>
        <message>
            <source>Guardian comes along</source>
            <translation>监护人到场</translation>
        </message>
        <message>
            <source>For how long</source>
            <translation>持续多久</translation>
        </message>
        <message>
            <source>Medicines</source>
            <translation>目前用药</translation>
        </message>
        <message>
            <source>Allergies</source>
            <translation>过敏</translation>
        </message>
        <message>
            <source>Accompanied by</source>
            <translation>由谁陪同</translation>
        </message>
        <message>
            <source>Scores of the scales</source>
            <translation>量表得分</translation>
        </message>
        <message>
            <source>Safety plan (bundle only)</source>
            <translation>安全计划（只进加密包）</translation>
        </message>
        <message>
            <source>Rides along</source>
            <translation>附带</translation>
        </message>
        <message>
            <source>Working notes never leave. Session records leave in a bundle only, where ticked.</source>
            <translation>工作笔记从不外带。会谈记录只有勾选了才进加密包，不印在纸上。</translation>
        </message>
        <message>
            <source>Session record {0}, {1}</source>
            <translation>会谈记录 {0}，{1}</translation>
        </message>
        <message>
            <source>Comes</source>
            <translation>到场</translation>
        </message>
        <message>
            <source>Does not come</source>
            <translation>不到场</translation>
        </message>
        <message>
            <source>Scores of the scales: {0}</source>
            <translation>量表得分：{0}</translation>
        </message>
        <message>
            <source>Scores of the scales (none on file)</source>
            <translation>量表得分（没有）</translation>
        </message>
        <message>
            <source>Session record {0}, {1} (not signed)</source>
            <translation>会谈记录 {0}，{1}（未签）</translation>
        </message>
    </context>
    <context>
        <name>Cover</name>
        <message>
            <source>Screen covered</source>
            <translation>屏幕已遮住</translation>
        </message>
        <message>
            <source>The screen is covered</source>
            <translation>屏幕已遮住</translation>
        </message>
        <message>
            <source>Go on working  F9</source>
            <translation>继续工作  F9</translation>
        </message>
    </context>
    <context>
        <name>DateEdit</name>
        <message>
            <source>For example 20240903, 9.3, +7</source>
            <translation>如 20240903、9.3、+7</translation>
        </message>
    </context>
    <context>
        <name>DecisionForm</name>
        <message>
            <source>Decision</source>
            <translation>结论</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>等级</translation>
        </message>
        <message>
            <source>Why you decide so</source>
            <translation>为什么这样决定</translation>
        </message>
        <message>
            <source>Why you decide so, in a sentence</source>
            <translation>写一句：为什么这样决定</translation>
        </message>
        <message>
            <source>Your decision</source>
            <translation>您的结论</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <source>Close the alert: {0}</source>
            <translation>同时结束预警：{0}</translation>
        </message>
    </context>
    <context>
        <name>DemoRun</name>
        <message>
            <source>The demo school is being made</source>
            <translation>正在准备演示学校</translation>
        </message>
        <message>
            <source>Everybody in it is made up. When you lock, it is gone.</source>
            <translation>里面的人都是编的。锁定后演示学校就没有了。</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>DistributionPage</name>
        <message>
            <source>Form</source>
            <translation>量表</translation>
        </message>
        <message>
            <source>Cut-off set</source>
            <translation>分界值</translation>
        </message>
        <message>
            <source>Save as xlsx</source>
            <translation>存为 xlsx</translation>
        </message>
        <message>
            <source>Back to the round</source>
            <translation>返回批次</translation>
        </message>
        <message>
            <source>Counts by class</source>
            <translation>各班人数</translation>
        </message>
        <message>
            <source>There are too few sheets to show anything.</source>
            <translation>答卷太少，不能显示。</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>班级</translation>
        </message>
        <message>
            <source>The table is saved.</source>
            <translation>表格已保存。</translation>
        </message>
    </context>
    <context>
        <name>EmergencyPage</name>
        <message>
            <source>Emergency</source>
            <translation>紧急情况</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>Stay with the student. Do not leave the student alone for a moment.</source>
            <translation>陪在学生身边，一刻也不要让学生一个人。</translation>
        </message>
        <message>
            <source>Life in danger: call 120 and 110 at once, then everything else.</source>
            <translation>有生命危险：先打 120 和 110，再做别的。</translation>
        </message>
        <message>
            <source>Take away what could hurt: blades, medicine, pesticide, ropes; keep away from heights.</source>
            <translation>拿走可能伤人的东西：刀具、药品、农药、绳索；离开高处。</translation>
        </message>
        <message>
            <source>Tell the head of school and the guardian now. Hand over face to face.</source>
            <translation>马上告诉学校领导和监护人，当面把学生交到他们手里。</translation>
        </message>
        <message>
            <source>Ask and listen calmly. Promise help, not secrecy. Write it down after unlocking.</source>
            <translation>平静地问，耐心地听。可以答应帮忙，不要答应保密。解锁后再补记录。</translation>
        </message>
        <message>
            <source>Ambulance</source>
            <translation>急救</translation>
        </message>
        <message>
            <source>Police</source>
            <translation>报警</translation>
        </message>
    </context>
    <context>
        <name>EntryPage</name>
        <message>
            <source>Keep, then next</source>
            <translation>保存，录下一份</translation>
        </message>
        <message>
            <source>Withdraw…</source>
            <translation>撤回…</translation>
        </message>
        <message>
            <source>Other pile</source>
            <translation>换一批</translation>
        </message>
        <message>
            <source>Choose a scale first.</source>
            <translation>先选量表和班级。</translation>
        </message>
        <message>
            <source>Scales and screening</source>
            <translation>量表与筛查</translation>
        </message>
        <message>
            <source>Second pass</source>
            <translation>第二遍核对</translation>
        </message>
        <message>
            <source>Key another sheet</source>
            <translation>另录一份</translation>
        </message>
        <message>
            <source>Nobody is missing here. Choose the next class at the left.</source>
            <translation>这个班都录完了。请在左边选下一个班。</translation>
        </message>
        <message>
            <source>No class has students on that day. Import the roster first.</source>
            <translation>那一天还没有班级。请先导入花名册。</translation>
        </message>
        <message>
            <source>{0} has a sheet of this day.</source>
            <translation>{0}这一天已有一份。</translation>
        </message>
        <message>
            <source>{0}: kept.</source>
            <translation>{0}：已存好。</translation>
        </message>
        <message>
            <source>{0} (and {1} more)</source>
            <translation>{0}（另有 {1} 份）</translation>
        </message>
        <message>
            <source>Go to the alert</source>
            <translation>去处理预警</translation>
        </message>
        <message>
            <source>Why is this sheet withdrawn? It stays on file, marked.</source>
            <translation>为什么撤回这份？原件留档，标为撤回。</translation>
        </message>
        <message>
            <source>critical items</source>
            <translation>关键题</translation>
        </message>
    </context>
    <context>
        <name>ExchangePage</name>
        <message>
            <source>Ledger</source>
            <translation>台账</translation>
        </message>
        <message>
            <source>Partners and keys</source>
            <translation>机构与钥匙</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>备份</translation>
        </message>
    </context>
    <context>
        <name>FactsForm</name>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Student number</source>
            <translation>学号</translation>
        </message>
        <message>
            <source>Pinyin</source>
            <translation>拼音</translation>
        </message>
        <message>
            <source>Empty: the program reads the name</source>
            <translation>留空则自动注音</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>班级</translation>
        </message>
        <message>
            <source>For example 702 or 7.2</source>
            <translation>如 702、7.2</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>出生日期</translation>
        </message>
        <message>
            <source>Boarding</source>
            <translation>住宿</translation>
        </message>
        <message>
            <source>Grades</source>
            <translation>升级情况</translation>
        </message>
        <message>
            <source>Repeated one</source>
            <translation>留过一级</translation>
        </message>
        <message>
            <source>Skipped one</source>
            <translation>跳过一级</translation>
        </message>
        <message>
            <source>Ethnicity</source>
            <translation>民族</translation>
        </message>
        <message>
            <source>Identity number</source>
            <translation>身份证号</translation>
        </message>
        <message>
            <source>Registration number</source>
            <translation>学籍号</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>住址</translation>
        </message>
        <message>
            <source>Health</source>
            <translation>健康情况</translation>
        </message>
    </context>
    <context>
        <name>FactsPart</name>
        <message>
            <source>Save changes  Ctrl+S</source>
            <translation>保存修改  Ctrl+S</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>改回原样</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>已保存</translation>
        </message>
        <message>
            <source>Not saved yet. It is kept as a draft.</source>
            <translation>还没保存，已存为草稿。</translation>
        </message>
    </context>
    <context>
        <name>FileView</name>
        <message>
            <source>Sections of the file</source>
            <translation>档案各部分</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
        <message>
            <source>Facts</source>
            <translation>基本情况</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>家人与监护</translation>
        </message>
        <message>
            <source>Consents</source>
            <translation>知情同意</translation>
        </message>
    </context>
    <context>
        <name>FirstRun</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>The encrypted store is being made. This takes a few seconds.</source>
            <translation>正在建立加密资料库，要几秒钟。</translation>
        </message>
        <message>
            <source>Step {0} of {1}</source>
            <translation>第 {0} 步，共 {1} 步</translation>
        </message>
        <message>
            <source>Import the roster now</source>
            <translation>现在导入花名册</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>下一步</translation>
        </message>
    </context>
    <context>
        <name>Gate</name>
        <message>
            <source>Finishing the backup…</source>
            <translation>正在完成备份…</translation>
        </message>
        <message>
            <source>Unlocking…</source>
            <translation>正在解锁…</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>正在打开…</translation>
        </message>
    </context>
    <context>
        <name>GateWindow</name>
        <message>
            <source>Forgotten the password? Use the recovery code</source>
            <translation>忘记密码？用纸质恢复码</translation>
        </message>
        <message>
            <source>Emergency</source>
            <translation>紧急情况</translation>
        </message>
        <message>
            <source>{0} · locked</source>
            <translation>{0} · 已锁定</translation>
        </message>
        <message>
            <source>Works offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>Last used: {0}</source>
            <translation>上次使用：{0}</translation>
        </message>
        <message>
            <source>Drafts: {0}</source>
            <translation>草稿 {0} 份</translation>
        </message>
        <message>
            <source>Answer sheets to receive: {0}</source>
            <translation>待接收自助答卷 {0} 份</translation>
        </message>
    </context>
    <context>
        <name>GuardianForm</name>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>关系</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>Phone reached on</source>
            <translation>电话核实日期</translation>
        </message>
        <message>
            <source>Legal guardian</source>
            <translation>法定监护人</translation>
        </message>
        <message>
            <source>Looks after the student</source>
            <translation>平时照看学生</translation>
        </message>
        <message>
            <source>Dead, missing or without contact</source>
            <translation>去世、失踪或失联</translation>
        </message>
        <message>
            <source>Able to care</source>
            <translation>有能力照护</translation>
        </message>
        <message>
            <source>Can read a letter</source>
            <translation>能看懂书面通知</translation>
        </message>
        <message>
            <source>Works away since</source>
            <translation>何时起外出务工</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>务工地点</translation>
        </message>
        <message>
            <source>Outside the county</source>
            <translation>在县域以外</translation>
        </message>
        <message>
            <source>Next at home</source>
            <translation>下次回家</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
    </context>
    <context>
        <name>GuardiansPart</name>
        <message>
            <source>Change</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>Add a person</source>
            <translation>添加一位</translation>
        </message>
        <message>
            <source>Nobody is on file yet. Until then nobody can say whether the student is left behind.</source>
            <translation>还没有登记家人。登记以后才能判断是不是留守。</translation>
        </message>
    </context>
    <context>
        <name>Head</name>
        <message>
            <source>Standing: {0}</source>
            <translation>学籍状态：{0}</translation>
        </message>
        <message>
            <source>Now: {0}</source>
            <translation>已改为：{0}</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>已撤销</translation>
        </message>
    </context>
    <context>
        <name>HelpPage</name>
        <message>
            <source>Back  Esc</source>
            <translation>返回  Esc</translation>
        </message>
        <message>
            <source>Chapter of the manual</source>
            <translation>手册的章节</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>帮助</translation>
        </message>
        <message>
            <source>This page</source>
            <translation>这一页</translation>
        </message>
        <message>
            <source>120 ambulance</source>
            <translation>120 急救</translation>
        </message>
        <message>
            <source>110 police</source>
            <translation>110 报警</translation>
        </message>
        <message>
            <source>In an emergency</source>
            <translation>紧急情况</translation>
        </message>
    </context>
    <context>
        <name>ImportAnswersPage</name>
        <message>
            <source>Scale</source>
            <translation>量表</translation>
        </message>
        <message>
            <source>Filled in by</source>
            <translation>填写人</translation>
        </message>
        <message>
            <source>Columns of the file</source>
            <translation>文件的各列</translation>
        </message>
        <message>
            <source>The answers are</source>
            <translation>作答是</translation>
        </message>
        <message>
            <source>What are these answers worth?</source>
            <translation>这些选项各算几分？</translation>
        </message>
        <message>
            <source>Who is meant?</source>
            <translation>这几行是谁？</translation>
        </message>
        <message>
            <source>Day of the sheets without a date</source>
            <translation>没有日期的答卷是哪天填的</translation>
        </message>
        <message>
            <source>Taken in</source>
            <translation>已收</translation>
        </message>
        <message>
            <source>There already</source>
            <translation>已经有了</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>未收</translation>
        </message>
        <message>
            <source>Alerts</source>
            <translation>预警</translation>
        </message>
        <message>
            <source>An export of a questionnaire platform as .xlsx or .csv, one row per sheet. Totals of the platform are not used: every sheet is scored here, and answers that call for a person raise alerts at once.</source>
            <translation>问卷平台导出的 xlsx 或 csv，一行一份答卷。平台算的总分不采用：每份都在这里重新计分，需要面谈的作答当场生成预警。</translation>
        </message>
        <message>
            <source>an item</source>
            <translation>题目</translation>
        </message>
        <message>
            <source>To take in</source>
            <translation>可收</translation>
        </message>
        <message>
            <source>To look at</source>
            <translation>请核对</translation>
        </message>
        <message>
            <source>{0} sheets have no date of their own. Filled in on</source>
            <translation>{0} 份没有日期，填写于</translation>
        </message>
        <message>
            <source>row {0}</source>
            <translation>第 {0} 行</translation>
        </message>
    </context>
    <context>
        <name>ImportPage</name>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>Check the file</source>
            <translation>核对</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>Undo this import</source>
            <translation>撤销这次导入</translation>
        </message>
        <message>
            <source>Go to the alerts</source>
            <translation>去看预警</translation>
        </message>
        <message>
            <source>Another file</source>
            <translation>再导入一份</translation>
        </message>
        <message>
            <source>Choose a spreadsheet</source>
            <translation>选择表格文件</translation>
        </message>
        <message>
            <source>Spreadsheets (*.xlsx *.csv);;All files (*)</source>
            <translation>表格 (*.xlsx *.csv);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Taken in</source>
            <translation>新收</translation>
        </message>
        <message>
            <source>Merged</source>
            <translation>更新</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>没有变化</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>未收</translation>
        </message>
        <message>
            <source>Import now</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>File</source>
            <translation>选文件</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>对应各列</translation>
        </message>
        <message>
            <source>Dry run</source>
            <translation>核对</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Nothing is written before “Import now”.</source>
            <translation>点「导入」之前什么都不会写入。</translation>
        </message>
        <message>
            <source>{0} alerts were raised. Somebody has to look at them today.</source>
            <translation>生成了 {0} 条预警，需要今天有人看。</translation>
        </message>
        <message>
            <source>{0} rows taken in.</source>
            <translation>已收 {0} 行。</translation>
        </message>
        <message>
            <source>Undo this import? Everything it brought in goes, and what it changed gets its old values.</source>
            <translation>撤销这次导入？它带进来的都会去掉，它改过的恢复原值。</translation>
        </message>
        <message>
            <source>Undo the import</source>
            <translation>撤销导入</translation>
        </message>
        <message>
            <source>The import is undone.</source>
            <translation>这次导入已撤销。</translation>
        </message>
    </context>
    <context>
        <name>ImportRosterPage</name>
        <message>
            <source>The school's own roster will do: .xlsx or .csv with a name and a number per student. Columns are guessed from their titles. Known students get their changed facts, nothing is erased.</source>
            <translation>用学校现成的花名册就行：xlsx 或 csv，每名学生有姓名和学号。各列按列名自动辨认。已有的学生只更新变了的内容，不会清空任何一项。</translation>
        </message>
        <message>
            <source>Row of the titles</source>
            <translation>列名所在行</translation>
        </message>
        <message>
            <source>Columns of the file</source>
            <translation>文件的各列</translation>
        </message>
        <message>
            <source>Titles are in row</source>
            <translation>列名在第几行</translation>
        </message>
        <message>
            <source>New</source>
            <translation>新学生</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>更新</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>没有变化</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>未收</translation>
        </message>
        <message>
            <source>To look at</source>
            <translation>请核对</translation>
        </message>
    </context>
    <context>
        <name>InlineBar</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close this message</source>
            <translation>关闭这条提示</translation>
        </message>
    </context>
    <context>
        <name>InstitutionForm</name>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Department</source>
            <translation>科室</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>Code in file names</source>
            <translation>文件名代码</translation>
        </message>
        <message>
            <source>Keys from a file…</source>
            <translation>从文件导入钥匙…</translation>
        </message>
        <message>
            <source>Save institution</source>
            <translation>保存机构</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>The key file that the other side handed over</source>
            <translation>对方给的钥匙文件</translation>
        </message>
        <message>
            <source>Key files (*.json *.txt *.pub);;All files (*)</source>
            <translation>钥匙文件 (*.json *.txt *.pub);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>已保存</translation>
        </message>
        <message>
            <source>No keys yet: letters can be printed, bundles cannot be sealed for it.</source>
            <translation>还没有钥匙：可以打印转介单，不能封装加密包给它。</translation>
        </message>
        <message>
            <source>can be sealed to</source>
            <translation>可以封装给它</translation>
        </message>
        <message>
            <source>no key to seal to</source>
            <translation>没有封装用的钥匙</translation>
        </message>
        <message>
            <source>signs with {0}</source>
            <translation>签名指纹 {0}</translation>
        </message>
        <message>
            <source>Keys: {0}</source>
            <translation>钥匙：{0}</translation>
        </message>
    </context>
    <context>
        <name>InterviewForm</name>
        <message>
            <source>The talk</source>
            <translation>约谈记录</translation>
        </message>
    </context>
    <context>
        <name>InterviewPage</name>
        <message>
            <source>Back to the queue</source>
            <translation>返回名单</translation>
        </message>
        <message>
            <source>Keep the talk  Ctrl+S</source>
            <translation>保存约谈 Ctrl+S</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>定结论</translation>
        </message>
        <message>
            <source>Why this talk</source>
            <translation>为什么约谈</translation>
        </message>
        <message>
            <source>Open the file</source>
            <translation>打开档案</translation>
        </message>
        <message>
            <source>Session record</source>
            <translation>会谈记录</translation>
        </message>
        <message>
            <source>Safety plan</source>
            <translation>安全计划</translation>
        </message>
        <message>
            <source>Referral</source>
            <translation>转介</translation>
        </message>
        <message>
            <source>decided by {0}</source>
            <translation>由 {0} 决定</translation>
        </message>
        <message>
            <source>Self-harm must have been asked about before anybody writes “no concern”.</source>
            <translation>当面问过自伤，才能写「无需关注」。</translation>
        </message>
        <message>
            <source>{0}, {1}: {2}</source>
            <translation>{0}，{1}：{2}</translation>
        </message>
        <message>
            <source>The talk is kept.</source>
            <translation>约谈已保存。</translation>
        </message>
        <message>
            <source>Choose a decision first.</source>
            <translation>请先选结论。</translation>
        </message>
        <message>
            <source>The decision is on file.</source>
            <translation>结论已存档。</translation>
        </message>
        <message>
            <source>talk by {0}</source>
            <translation>期限 {0}</translation>
        </message>
    </context>
    <context>
        <name>Issuing</name>
        <message>
            <source>Save as PDF</source>
            <translation>存为 PDF</translation>
        </message>
        <message>
            <source>Sent to the printer: {0}</source>
            <translation>已送去打印：{0}</translation>
        </message>
        <message>
            <source>The PDF is saved.</source>
            <translation>PDF 已保存。</translation>
        </message>
        <message>
            <source>A saved PDF is not encrypted. Whoever finds it can read it.</source>
            <translation>存下的 PDF 没有加密，谁拿到都能看。</translation>
        </message>
        <message>
            <source>Better print it. If you save it, delete it when it is no longer needed.</source>
            <translation>最好直接打印。一定要存，用完请删掉。</translation>
        </message>
    </context>
    <context>
        <name>LastStep</name>
        <message>
            <source>Ready</source>
            <translation>设好了</translation>
        </message>
        <message>
            <source>Later: show me around first</source>
            <translation>以后再导入，先看看</translation>
        </message>
        <message>
            <source>The store is ready, and the envelope with it.</source>
            <translation>资料库和信封都备好了。</translation>
        </message>
        <message>
            <source>Next come the students: the school's own roster as it is, .xlsx or .csv.</source>
            <translation>接下来是学生：直接用学校现成的花名册，.xlsx 或 .csv 都行。</translation>
        </message>
        <message>
            <source>You see everything before it is taken in.</source>
            <translation>导入前会先让您看一遍。</translation>
        </message>
        <message>
            <source>In your input method, switch off cloud candidates and dictionary upload: they learn names.</source>
            <translation>请在输入法里关掉云候选和词库同步，它们会记住姓名。</translation>
        </message>
    </context>
    <context>
        <name>LeavingList</name>
        <message>
            <source>The letter as PDF, as it was previewed</source>
            <translation>转介单 PDF，和预览的一样</translation>
        </message>
        <message>
            <source>Student: name, number, sex, day of birth, class</source>
            <translation>学生：姓名、学号、性别、出生日期、班级</translation>
        </message>
        <message>
            <source>Reason, level, how soon</source>
            <translation>转介原因、等级、紧急程度</translation>
        </message>
        <message>
            <source>What was seen, what was done, medicines</source>
            <translation>行为表现、已做工作、用药</translation>
        </message>
        <message>
            <source>Guardian: name, relation, phone ({0})</source>
            <translation>监护人：姓名、关系、电话（{0}）</translation>
        </message>
        <message>
            <source>Total scores, no single answers: {0}</source>
            <translation>量表总分，不含每题答案：{0}</translation>
        </message>
        <message>
            <source>The safety plan, six steps</source>
            <translation>安全计划六步</translation>
        </message>
        <message>
            <source>Session record {0}, with what was added later</source>
            <translation>会谈记录 {0}，连同后来的补充</translation>
        </message>
        <message>
            <source>The legal basis, and who refers</source>
            <translation>依据，以及转介人</translation>
        </message>
        <message>
            <source>Working notes, audit log, other students</source>
            <translation>工作笔记、操作日志、其他学生</translation>
        </message>
        <message>
            <source>All session records</source>
            <translation>全部会谈记录</translation>
        </message>
        <message>
            <source>Scores of the scales</source>
            <translation>量表得分</translation>
        </message>
        <message>
            <source>The safety plan</source>
            <translation>安全计划</translation>
        </message>
    </context>
    <context>
        <name>LedgerTab</name>
        <message>
            <source>Ledger of bundles</source>
            <translation>加密包台账</translation>
        </message>
        <message>
            <source>Nothing was sent or taken in yet. This PC on its own is fine.</source>
            <translation>还没有导出过。这台电脑一直单独使用，没关系。</translation>
        </message>
        <message>
            <source>Import a file…</source>
            <translation>导入文件…</translation>
        </message>
        <message>
            <source>Phone code…</source>
            <translation>电话回执码…</translation>
        </message>
        <message>
            <source>Check the stick…</source>
            <translation>核对 U 盘…</translation>
        </message>
        <message>
            <source>Handover slip…</source>
            <translation>交接单…</translation>
        </message>
        <message>
            <source>The sealed file that came back</source>
            <translation>对方交来的加密文件</translation>
        </message>
        <message>
            <source>Sealed files (*.age)</source>
            <translation>加密文件 (*.age)</translation>
        </message>
        <message>
            <source>The eight digits ({0} tries left)</source>
            <translation>八位数字（还可试 {0} 次）</translation>
        </message>
        <message>
            <source>Who is on the telephone?</source>
            <translation>电话那边是谁？</translation>
        </message>
        <message>
            <source>Read again and opened: the file on the stick is whole.</source>
            <translation>重新读过并打开过：U 盘上的文件完好。</translation>
        </message>
        <message>
            <source>Which stick or folder?</source>
            <translation>哪个 U 盘或文件夹？</translation>
        </message>
        <message>
            <source>The phone code is right: they have opened it.</source>
            <translation>回执码正确：对方已打开。</translation>
        </message>
        <message>
            <source>Read out on the telephone: {0}</source>
            <translation>请在电话里读给对方：{0}</translation>
        </message>
        <message>
            <source>The receipt lies beside it: {0}</source>
            <translation>回执已放在旁边：{0}</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>方向</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>With</source>
            <translation>对方</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
    </context>
    <context>
        <name>LettersPage</name>
        <message>
            <source>Referrals</source>
            <translation>转介</translation>
        </message>
        <message>
            <source>Register of documents</source>
            <translation>文书登记</translation>
        </message>
        <message>
            <source>No referrals yet. From a student's file, the button Referral is quickest.</source>
            <translation>还没有转介。从学生档案里点「转介」最快。</translation>
        </message>
        <message>
            <source>Void this number…</source>
            <translation>作废这个文号…</translation>
        </message>
        <message>
            <source>New referral</source>
            <translation>新转介</translation>
        </message>
        <message>
            <source>Why is {0} void?</source>
            <translation>{0} 为什么作废？</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>已记录</translation>
        </message>
        <message>
            <source>Student</source>
            <translation>学生</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>等级</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Waits for</source>
            <translation>等什么</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>期限</translation>
        </message>
        <message>
            <source>Where to</source>
            <translation>转往</translation>
        </message>
        <message>
            <source>By</source>
            <translation>经办</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>文号</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>文书</translation>
        </message>
        <message>
            <source>Numbered</source>
            <translation>编号时间</translation>
        </message>
        <message>
            <source>Printed or saved</source>
            <translation>打印或另存次数</translation>
        </message>
        <message>
            <source>Void</source>
            <translation>作废</translation>
        </message>
        <message>
            <source>Register</source>
            <translation>文书登记</translation>
        </message>
    </context>
    <context>
        <name>ListAndForm</name>
        <message>
            <source>Save  Ctrl+S</source>
            <translation>保存  Ctrl+S</translation>
        </message>
        <message>
            <source>Back to the list</source>
            <translation>回到列表</translation>
        </message>
        <message>
            <source>Discard what is not saved?</source>
            <translation>还没保存的内容会丢掉。要丢掉吗？</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>丢掉</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>已保存</translation>
        </message>
    </context>
    <context>
        <name>NewPassword</name>
        <message>
            <source>Password again</source>
            <translation>再输一次密码</translation>
        </message>
        <message>
            <source>Offer me six words</source>
            <translation>给我六个词</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Once more</source>
            <translation>再输一次</translation>
        </message>
        <message>
            <source>The two are not the same.</source>
            <translation>两次输入的不一样。</translation>
        </message>
        <message>
            <source>Write the words down for yourself, then type them once more.</source>
            <translation>先抄下这六个词，再照着输一次。</translation>
        </message>
        <message>
            <source>Good.</source>
            <translation>可以。</translation>
        </message>
        <message>
            <source>At least 15 signs; a few words that belong together only for you.</source>
            <translation>至少 15 个字符，用几个只有自己会连在一起的词。</translation>
        </message>
    </context>
    <context>
        <name>NewsForm</name>
        <message>
            <source>What happened</source>
            <translation>发生了什么</translation>
        </message>
        <message>
            <source>How the news came</source>
            <translation>消息怎么来的</translation>
        </message>
        <message>
            <source>Who said it</source>
            <translation>谁告诉的</translation>
        </message>
        <message>
            <source>Reason or note</source>
            <translation>原因或说明</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
    </context>
    <context>
        <name>NominationsPage</name>
        <message>
            <source>Teacher</source>
            <translation>老师</translation>
        </message>
        <message>
            <source>Which teacher?</source>
            <translation>哪位老师？</translation>
        </message>
        <message>
            <source>Student</source>
            <translation>学生</translation>
        </message>
        <message>
            <source>What was seen</source>
            <translation>看到的表现</translation>
        </message>
        <message>
            <source>One sentence, facts only</source>
            <translation>一句话，只写事实</translation>
        </message>
        <message>
            <source>One sentence, facts only; may stay empty</source>
            <translation>一句话，只写事实，可以空着</translation>
        </message>
        <message>
            <source>Write it down  Ctrl+S</source>
            <translation>记下 Ctrl+S</translation>
        </message>
        <message>
            <source>Back to the round</source>
            <translation>返回批次</translation>
        </message>
        <message>
            <source>Take back…</source>
            <translation>撤回…</translation>
        </message>
        <message>
            <source>Nominations</source>
            <translation>提名</translation>
        </message>
        <message>
            <source>No teacher has named anybody yet.</source>
            <translation>还没有老师提名。</translation>
        </message>
        <message>
            <source>Ask the teachers before you look at any result.</source>
            <translation>请在看结果之前，先问各班班主任。</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>班级</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Results of this round were looked at: what is written now is marked as late.</source>
            <translation>本批次的结果已经看过，现在记下的会标为「看过结果后提名」。</translation>
        </message>
        <message>
            <source>Why is it taken back?</source>
            <translation>为什么撤回？</translation>
        </message>
    </context>
    <context>
        <name>PaperPage</name>
        <message>
            <source>Print  Ctrl+P</source>
            <translation>打印 Ctrl+P</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>存为 PDF</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Sent to the printer.</source>
            <translation>已送打印机。</translation>
        </message>
        <message>
            <source>The PDF is saved.</source>
            <translation>PDF 已保存。</translation>
        </message>
        <message>
            <source>A saved PDF is not encrypted. Whoever finds it can read it.</source>
            <translation>存下的 PDF 没有加密，谁拿到都能看。</translation>
        </message>
        <message>
            <source>Better print it. If you save it, delete it when it is no longer needed.</source>
            <translation>最好直接打印。存了的，用完请删除。</translation>
        </message>
    </context>
    <context>
        <name>PaperPanel</name>
        <message>
            <source>&amp;Print  Ctrl+P</source>
            <translation>打印(&amp;P)  Ctrl+P</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>存为 PDF</translation>
        </message>
        <message>
            <source>Back to the plan</source>
            <translation>回到计划</translation>
        </message>
    </context>
    <context>
        <name>PartnersTab</name>
        <message>
            <source>Save our key file…</source>
            <translation>存本校钥匙文件…</translation>
        </message>
        <message>
            <source>Institutions</source>
            <translation>机构</translation>
        </message>
        <message>
            <source>No institutions yet.</source>
            <translation>还没有机构。</translation>
        </message>
        <message>
            <source>Open  Enter</source>
            <translation>打开  Enter</translation>
        </message>
        <message>
            <source>Add one…</source>
            <translation>添加…</translation>
        </message>
        <message>
            <source>Fingerprint compared…</source>
            <translation>指纹已核对…</translation>
        </message>
        <message>
            <source>This store has no keys of its own yet.</source>
            <translation>这个数据库还没有自己的钥匙。</translation>
        </message>
        <message>
            <source>Our fingerprint, to read out on the telephone: {0}</source>
            <translation>本校指纹，电话里读给对方：{0}</translation>
        </message>
        <message>
            <source>Did you compare this fingerprint with {0} by telephone?</source>
            <translation>您和「{0}」在电话里核对过这个指纹吗？</translation>
        </message>
        <message>
            <source>It is the same</source>
            <translation>核对一致</translation>
        </message>
        <message>
            <source>Saved. Hand the file over and read the fingerprint out by telephone: {0}</source>
            <translation>已存好。请把文件交给对方，并在电话里读出指纹：{0}</translation>
        </message>
        <message>
            <source>Save our key file</source>
            <translation>存本校钥匙文件</translation>
        </message>
        <message>
            <source>Institution</source>
            <translation>机构</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Seals</source>
            <translation>可封装</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>可以</translation>
        </message>
        <message>
            <source>no key</source>
            <translation>没有钥匙</translation>
        </message>
        <message>
            <source>Compared</source>
            <translation>核对</translation>
        </message>
        <message>
            <source>Fingerprint</source>
            <translation>指纹</translation>
        </message>
        <message>
            <source>no signing key</source>
            <translation>没有签名钥匙</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>还没有</translation>
        </message>
    </context>
    <context>
        <name>PasswordField</name>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Show the password</source>
            <translation>显示密码</translation>
        </message>
        <message>
            <source>Caps Lock is on</source>
            <translation>大写锁定已打开</translation>
        </message>
    </context>
    <context>
        <name>PasswordForm</name>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Password until now</source>
            <translation>现在的密码</translation>
        </message>
        <message>
            <source>Set the password</source>
            <translation>设为密码</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>A new user</source>
            <translation>新使用人</translation>
        </message>
        <message>
            <source>New password for {0}</source>
            <translation>给 {0} 设新密码</translation>
        </message>
        <message>
            <source>Change my password</source>
            <translation>改我的密码</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
    </context>
    <context>
        <name>PcPart</name>
        <message>
            <source>On</source>
            <translation>开</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>关</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>颜色</translation>
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
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>字号</translation>
        </message>
        <message>
            <source>Small</source>
            <translation>小</translation>
        </message>
        <message>
            <source>Medium</source>
            <translation>中</translation>
        </message>
        <message>
            <source>Large</source>
            <translation>大</translation>
        </message>
        <message>
            <source>Sounds while keying in</source>
            <translation>录入提示音</translation>
        </message>
        <message>
            <source>Keep out of screenshots</source>
            <translation>防截屏</translation>
        </message>
        <message>
            <source>From Windows 10 2004 on, screenshots and remote tools see our windows black. Switching is logged.</source>
            <translation>Windows 10 2004 以后，截屏和远程工具只能看到黑屏。开关都会记入日志。</translation>
        </message>
    </context>
    <context>
        <name>PdfView</name>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>上一页</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>下一页</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Fit width</source>
            <translation>适合宽度</translation>
        </message>
        <message>
            <source>Page {0} of {1}</source>
            <translation>第 {0} 页，共 {1} 页</translation>
        </message>
        <message>
            <source>No document</source>
            <translation>没有文件</translation>
        </message>
    </context>
    <context>
        <name>PhoneButton</name>
        <message>
            <source>Show the phone number: {0}</source>
            <translation>显示电话：{0}</translation>
        </message>
        <message>
            <source>Show the number. That is logged.</source>
            <translation>显示完整号码，会留下记录。</translation>
        </message>
        <message>
            <source>Copied. The clipboard is cleared in 30 seconds.</source>
            <translation>已复制，30 秒后清空剪贴板。</translation>
        </message>
        <message>
            <source>Copy the number</source>
            <translation>复制号码</translation>
        </message>
    </context>
    <context>
        <name>PhraseButton</name>
        <message>
            <source>The school has no phrases yet. Add them in the settings.</source>
            <translation>学校还没有常用语。可以在设置里添加。</translation>
        </message>
    </context>
    <context>
        <name>PlanForm</name>
        <message>
            <source>Review on</source>
            <translation>复核日期</translation>
        </message>
        <message>
            <source>made with the student</source>
            <translation>和学生一起做</translation>
        </message>
        <message>
            <source>guardian told</source>
            <translation>监护人已知</translation>
        </message>
        <message>
            <source>class teacher told</source>
            <translation>班主任已知</translation>
        </message>
    </context>
    <context>
        <name>PlanPage</name>
        <message>
            <source>Step</source>
            <translation>步骤</translation>
        </message>
        <message>
            <source>&amp;Save  Ctrl+S</source>
            <translation>保存(&amp;S)  Ctrl+S</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>对照</translation>
        </message>
        <message>
            <source>Print A4</source>
            <translation>打印 A4</translation>
        </message>
        <message>
            <source>Guardian's sheet</source>
            <translation>家长版</translation>
        </message>
        <message>
            <source>Wallet card</source>
            <translation>随身卡</translation>
        </message>
        <message>
            <source>Saved as version {0}</source>
            <translation>已存为第 {0} 版</translation>
        </message>
        <message>
            <source>Safety plan · {0}</source>
            <translation>安全计划 · {0}</translation>
        </message>
        <message>
            <source>This is what you had written before. It is not saved yet.</source>
            <translation>这是上次写到一半的内容，还没有保存。</translation>
        </message>
        <message>
            <source>Discard it</source>
            <translation>不要了</translation>
        </message>
        <message>
            <source>Discard what is not saved?</source>
            <translation>还没保存的内容会丢掉。要丢掉吗？</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>丢掉</translation>
        </message>
        <message>
            <source>Step by step; much may stay empty at first.</source>
            <translation>一步一步写，可以先空着。</translation>
        </message>
        <message>
            <source>Version {0}</source>
            <translation>第 {0} 版</translation>
        </message>
        <message>
            <source>Still missing: {0}</source>
            <translation>还缺：{0}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Complete.</source>
            <translation>已写全。</translation>
        </message>
        <message>
            <source>There is no earlier version.</source>
            <translation>没有更早的版本。</translation>
        </message>
    </context>
    <context>
        <name>PlanRow</name>
        <message>
            <source>In the student's own words</source>
            <translation>用学生自己的话</translation>
        </message>
        <message>
            <source>What could get in the way</source>
            <translation>可能的困难</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>Who does it</source>
            <translation>谁来做</translation>
        </message>
        <message>
            <source>Confirmed on</source>
            <translation>哪天确认</translation>
        </message>
        <message>
            <source>Take over…</source>
            <translation>带出…</translation>
        </message>
        <message>
            <source>Take over a phone number</source>
            <translation>带出电话</translation>
        </message>
        <message>
            <source>Remove this line</source>
            <translation>去掉这一行</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>No records yet.</source>
            <translation>还没有记录。</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
    </context>
    <context>
        <name>QueuePage</name>
        <message>
            <source>Only undecided</source>
            <translation>只看未定的</translation>
        </message>
        <message>
            <source>Back to the round</source>
            <translation>返回批次</translation>
        </message>
        <message>
            <source>Talk to this student</source>
            <translation>去约谈</translation>
        </message>
        <message>
            <source>Students to talk to</source>
            <translation>约谈名单</translation>
        </message>
        <message>
            <source>Nobody is waiting for a talk. Low scores are no proof that all is well.</source>
            <translation>现在没有要约谈的学生。分数低不等于没事。</translation>
        </message>
        <message>
            <source>Reasons</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Urgency</source>
            <translation>缓急</translation>
        </message>
        <message>
            <source>Student</source>
            <translation>学生</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>班级</translation>
        </message>
        <message>
            <source>Talk by</source>
            <translation>期限</translation>
        </message>
        <message>
            <source>Decided</source>
            <translation>结论</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>talk noted</source>
            <translation>已谈，未定</translation>
        </message>
        <message>
            <source>{0}, something new</source>
            <translation>{0}，有新情况</translation>
        </message>
        <message>
            <source>To be talked to today, {0}: {1}</source>
            <translation>今天要谈 {0} 人：{1}</translation>
        </message>
        <message>
            <source>{0} students to talk to, about {1} hours</source>
            <translation>要谈 {0} 人，约需 {1} 小时</translation>
        </message>
        <message>
            <source>; {0} hours available</source>
            <translation>；可用 {0} 小时</translation>
        </message>
        <message>
            <source>. It does not fit: ask the county for help.</source>
            <translation>。时间不够，请向县里求助。</translation>
        </message>
        <message>
            <source>Decided by {0}: {1}</source>
            <translation>{0} 定：{1}</translation>
        </message>
        <message>
            <source>Case meeting sheet</source>
            <translation>研判会用表</translation>
        </message>
        <message>
            <source>Request to the county</source>
            <translation>求助函</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
    </context>
    <context>
        <name>RaiseForm</name>
        <message>
            <source>Level</source>
            <translation>级别</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <source>What was seen or said, by whom</source>
            <translation>谁看到或听到了什么</translation>
        </message>
        <message>
            <source>&amp;Raise  Ctrl+S</source>
            <translation>提出(&amp;R)  Ctrl+S</translation>
        </message>
    </context>
    <context>
        <name>RecoveryForm</name>
        <message>
            <source>Recovery code</source>
            <translation>纸质恢复码</translation>
        </message>
        <message>
            <source>The eight groups of digits on the sheet in the sealed envelope.</source>
            <translation>密封信封里那张纸上的八组数字。</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>解锁</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>Unlocking…</source>
            <translation>正在解锁…</translation>
        </message>
        <message>
            <source>Group {0}</source>
            <translation>第 {0} 组</translation>
        </message>
        <message>
            <source>Group {0} has a typing mistake.</source>
            <translation>第 {0} 组有数字打错了，请对照纸面再看一遍。</translation>
        </message>
    </context>
    <context>
        <name>ReferralPage</name>
        <message>
            <source>Step</source>
            <translation>步骤</translation>
        </message>
        <message>
            <source>① Where to</source>
            <translation>① 选对象</translation>
        </message>
        <message>
            <source>② Content</source>
            <translation>② 核内容</translation>
        </message>
        <message>
            <source>③ Preview and print</source>
            <translation>③ 预览打印</translation>
        </message>
        <message>
            <source>&amp;Preview  Ctrl+P</source>
            <translation>预览(&amp;P)  Ctrl+P</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Save  Ctrl+S</source>
            <translation>保存  Ctrl+S</translation>
        </message>
        <message>
            <source>The referral is saved.</source>
            <translation>转介已保存。</translation>
        </message>
        <message>
            <source>Referral · {0} {1}</source>
            <translation>转介 · {0} {1}</translation>
        </message>
        <message>
            <source>This is what you had written before. It is not saved yet.</source>
            <translation>这是您之前写的，还没有保存。</translation>
        </message>
        <message>
            <source>From the student's file, the button Referral is quickest.</source>
            <translation>从学生档案里点「转介」最快。</translation>
        </message>
        <message>
            <source>Saved; not sent yet.</source>
            <translation>已保存，还没有送出。</translation>
        </message>
        <message>
            <source>Filled in from the file. Check it, then preview.</source>
            <translation>已从档案带出。核对后预览。</translation>
        </message>
    </context>
    <context>
        <name>ReferralPanel</name>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Seal…</source>
            <translation>封装…</translation>
        </message>
        <message>
            <source>Enter receipt</source>
            <translation>登记回执</translation>
        </message>
        <message>
            <source>Record news</source>
            <translation>记消息</translation>
        </message>
        <message>
            <source>Close the loop</source>
            <translation>办结</translation>
        </message>
        <message>
            <source>Student's file</source>
            <translation>学生档案</translation>
        </message>
        <message>
            <source>Choose a referral in the list.</source>
            <translation>请在左边选一份转介。</translation>
        </message>
    </context>
    <context>
        <name>ReferralPaper</name>
        <message>
            <source>&amp;Print  Ctrl+P</source>
            <translation>打印(&amp;P)  Ctrl+P</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>存为 PDF</translation>
        </message>
        <message>
            <source>Seal for the centre…</source>
            <translation>封装给中心…</translation>
        </message>
        <message>
            <source>Back to the content</source>
            <translation>回到内容</translation>
        </message>
        <message>
            <source>Before it leaves</source>
            <translation>送出之前</translation>
        </message>
        <message>
            <source>Draft: neither consent nor emergency. It must not leave the school.</source>
            <translation>草稿：没有同意，也没有紧急理由。不能离开学校。</translation>
        </message>
        <message>
            <source>Still empty, room to write by hand: {0}</source>
            <translation>还空着，可以手写：{0}</translation>
        </message>
        <message>
            <source>Nothing is missing.</source>
            <translation>没有缺项。</translation>
        </message>
        <message>
            <source>No font has these characters; write them in by hand: {0}</source>
            <translation>这些字没有字体，请手写补上：{0}</translation>
        </message>
    </context>
    <context>
        <name>ReportPanel</name>
        <message>
            <source>Every row is clear.</source>
            <translation>每一行都没有疑问。</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行</translation>
        </message>
        <message>
            <source>What</source>
            <translation>情况</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Rows refused or in doubt</source>
            <translation>未收和请核对的行</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>未收</translation>
        </message>
        <message>
            <source>look</source>
            <translation>请核对</translation>
        </message>
    </context>
    <context>
        <name>RiskSteps</name>
        <message>
            <source>Safety plan</source>
            <translation>安全计划</translation>
        </message>
        <message>
            <source>Referral</source>
            <translation>转介</translation>
        </message>
    </context>
    <context>
        <name>Roll</name>
        <message>
            <source>Search students</source>
            <translation>搜索学生</translation>
        </message>
        <message>
            <source>Name, initials, class or number</source>
            <translation>姓名／拼音首字母／班级／学号</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>班级</translation>
        </message>
        <message>
            <source>Standing</source>
            <translation>学籍状态</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>全部状态</translation>
        </message>
        <message>
            <source>Only</source>
            <translation>只看</translation>
        </message>
        <message>
            <source>Of concern</source>
            <translation>关注</translation>
        </message>
        <message>
            <source>Students</source>
            <translation>学生</translation>
        </message>
        <message>
            <source>No students yet.</source>
            <translation>还没有学生。</translation>
        </message>
        <message>
            <source>Show everybody</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <source>Nobody found for “{0}”. Try the last four digits of the number.</source>
            <translation>没有找到「{0}」。试试学号后四位。</translation>
        </message>
        <message>
            <source>Nobody fits these filters.</source>
            <translation>没有符合这些条件的学生。</translation>
        </message>
        <message>
            <source>All classes</source>
            <translation>全部班级</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>学号</translation>
        </message>
        <message>
            <source>Concern</source>
            <translation>关注</translation>
        </message>
        <message>
            <source>Last record</source>
            <translation>最近记录</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下次</translation>
        </message>
        <message>
            <source>Boarding</source>
            <translation>住宿</translation>
        </message>
    </context>
    <context>
        <name>RoundForm</name>
        <message>
            <source>Name of the round</source>
            <translation>批次名称</translation>
        </message>
        <message>
            <source>for example: autumn screening 2026</source>
            <translation>例如：2026 年秋季普测</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>截止</translation>
        </message>
        <message>
            <source>Hours available for talks</source>
            <translation>可用约谈小时数</translation>
        </message>
        <message>
            <source>may stay empty</source>
            <translation>可以空着</translation>
        </message>
        <message>
            <source>Scales, and who fills them in</source>
            <translation>量表和填写人</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>班级</translation>
        </message>
        <message>
            <source>Whole school</source>
            <translation>全校</translation>
        </message>
        <message>
            <source>Make the round</source>
            <translation>建批次</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Hours are a whole number, or nothing.</source>
            <translation>小时数填整数，或者空着。</translation>
        </message>
        <message>
            <source>When does the round begin and end?</source>
            <translation>批次从哪天到哪天？</translation>
        </message>
        <message>
            <source>What and when</source>
            <translation>名称和时间</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>{0} forms, {1} classes</source>
            <translation>{0} 份表，{1} 个班</translation>
        </message>
        <message>
            <source>Add it</source>
            <translation>加做</translation>
        </message>
    </context>
    <context>
        <name>RoundPage</name>
        <message>
            <source>Form to key in</source>
            <translation>要录的表</translation>
        </message>
        <message>
            <source>Critical items first</source>
            <translation>先录关键题</translation>
        </message>
        <message>
            <source>Key in</source>
            <translation>去录入</translation>
        </message>
        <message>
            <source>Who to talk to</source>
            <translation>约谈名单</translation>
        </message>
        <message>
            <source>Import answers</source>
            <translation>导入问卷</translation>
        </message>
        <message>
            <source>Teachers' nominations</source>
            <translation>班主任提名</translation>
        </message>
        <message>
            <source>Close the round…</source>
            <translation>截止批次…</translation>
        </message>
        <message>
            <source>Progress by class</source>
            <translation>各班进度</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>班级</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>应测</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>缺</translation>
        </message>
        <message>
            <source>Keyed once</source>
            <translation>未核</translation>
        </message>
        <message>
            <source>To review</source>
            <translation>待复核</translation>
        </message>
        <message>
            <source>No consent</source>
            <translation>无同意</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>{0} students</source>
            <translation>目标 {0} 人</translation>
        </message>
        <message>
            <source>get the {0} missing sheets of {1}</source>
            <translation>补 {1} 缺的 {0} 份</translation>
        </message>
        <message>
            <source>key {0} sheets a second time</source>
            <translation>核 {0} 份</translation>
        </message>
        <message>
            <source>look at {0} doubtful sheets</source>
            <translation>复核 {0} 份</translation>
        </message>
        <message>
            <source>decide who to talk to</source>
            <translation>确定约谈名单</translation>
        </message>
        <message>
            <source>Next: {0}</source>
            <translation>下一步：{0}</translation>
        </message>
        <message>
            <source>Open it again…</source>
            <translation>重新打开…</translation>
        </message>
        <message>
            <source>Why is the round opened again?</source>
            <translation>为什么重新打开这个批次？</translation>
        </message>
        <message>
            <source>Close the round? It takes no more sheets; the talks go on.</source>
            <translation>截止这个批次吗？以后不再收答卷，约谈照常进行。</translation>
        </message>
        <message>
            <source>Close the round</source>
            <translation>截止批次</translation>
        </message>
        <message>
            <source>{0} sheets are missing.</source>
            <translation>还缺 {0} 份。</translation>
        </message>
        <message>
            <source>Blank sheets</source>
            <translation>空白答题卡</translation>
        </message>
        <message>
            <source>Missing list</source>
            <translation>缺测名单</translation>
        </message>
        <message>
            <source>Distribution</source>
            <translation>分布</translation>
        </message>
        <message>
            <source>Tested</source>
            <translation>已测</translation>
        </message>
    </context>
    <context>
        <name>RoundsPage</name>
        <message>
            <source>Rounds</source>
            <translation>筛查批次</translation>
        </message>
        <message>
            <source>There is no round yet.</source>
            <translation>还没有批次。</translation>
        </message>
        <message>
            <source>New round</source>
            <translation>新建批次</translation>
        </message>
        <message>
            <source>Scales and screening</source>
            <translation>量表与筛查</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Scales</source>
            <translation>量表</translation>
        </message>
        <message>
            <source>Tested</source>
            <translation>已测</translation>
        </message>
    </context>
    <context>
        <name>SchoolPart</name>
        <message>
            <source>Name of the school</source>
            <translation>学校名称</translation>
        </message>
        <message>
            <source>Site code</source>
            <translation>学校代码</translation>
        </message>
        <message>
            <source>Telephone of the counselling room</source>
            <translation>辅导室电话</translation>
        </message>
        <message>
            <source>Contact person</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>Word in letter numbers</source>
            <translation>文号里的字</translation>
        </message>
        <message>
            <source>Hotlines, one per line: number, space, name</source>
            <translation>求助热线，一行一个：号码、空格、名称</translation>
        </message>
        <message>
            <source>Topics of our own, one per line</source>
            <translation>本校自加的主题，一行一个</translation>
        </message>
        <message>
            <source>Phrases, one per line</source>
            <translation>常用语，一行一条</translation>
        </message>
        <message>
            <source>Minutes until the lock</source>
            <translation>几分钟后锁定</translation>
        </message>
        <message>
            <source>Hours until the first action: {0}</source>
            <translation>首次处置时限（小时）：{0}</translation>
        </message>
        <message>
            <source>School system</source>
            <translation>学制</translation>
        </message>
        <message>
            <source>6 + 3 years</source>
            <translation>六三制</translation>
        </message>
        <message>
            <source>5 + 4 years</source>
            <translation>五四制</translation>
        </message>
        <message>
            <source>&amp;Save  Ctrl+S</source>
            <translation>保存(&amp;S)  Ctrl+S</translation>
        </message>
        <message>
            <source>A whole number, please.</source>
            <translation>请填整数。</translation>
        </message>
        <message>
            <source>Saved.</source>
            <translation>已保存。</translation>
        </message>
        <message>
            <source>School</source>
            <translation>学校</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>Letter word</source>
            <translation>文号字</translation>
        </message>
        <message>
            <source>System</source>
            <translation>学制</translation>
        </message>
        <message>
            <source>Hours to act</source>
            <translation>处置时限</translation>
        </message>
        <message>
            <source>Lock after</source>
            <translation>自动锁定</translation>
        </message>
        <message>
            <source>Hotlines</source>
            <translation>求助热线</translation>
        </message>
        <message>
            <source>Own topics</source>
            <translation>自加主题</translation>
        </message>
        <message>
            <source>Phrases</source>
            <translation>常用语</translation>
        </message>
        <message>
            <source>One per line. A hotline is a number, a space and its name.</source>
            <translation>一行一条。热线先写号码，空一格再写名称。</translation>
        </message>
        <message>
            <source>minutes without a key or the mouse (1 to 15)</source>
            <translation>分钟没有操作就锁定（1—15）</translation>
        </message>
    </context>
    <context>
        <name>SchoolStep</name>
        <message>
            <source>The school</source>
            <translation>学校</translation>
        </message>
        <message>
            <source>Name of the school</source>
            <translation>学校名称</translation>
        </message>
        <message>
            <source>Site code</source>
            <translation>学校代码</translation>
        </message>
        <message>
            <source>As the county gave it; empty is fine</source>
            <translation>县里给的代码，没有就空着</translation>
        </message>
        <message>
            <source>School system</source>
            <translation>学制</translation>
        </message>
        <message>
            <source>6 + 3 years</source>
            <translation>六三制</translation>
        </message>
        <message>
            <source>5 + 4 years</source>
            <translation>五四制</translation>
        </message>
        <message>
            <source>School</source>
            <translation>学校</translation>
        </message>
        <message>
            <source>System</source>
            <translation>学制</translation>
        </message>
        <message>
            <source>The name stands on letters. All of it can be changed later in the settings.</source>
            <translation>学校名称会印在文书上。这些以后都能在设置里改。</translation>
        </message>
    </context>
    <context>
        <name>ScreeningPage</name>
        <message>
            <source>Sheets keyed in today</source>
            <translation>今天录入的答卷</translation>
        </message>
        <message>
            <source>Scales</source>
            <translation>量表</translation>
        </message>
        <message>
            <source>Imports</source>
            <translation>导入记录</translation>
        </message>
        <message>
            <source>No sheet was keyed in today.</source>
            <translation>今天还没有录入答卷。</translation>
        </message>
        <message>
            <source>Nothing was imported yet.</source>
            <translation>还没有导入过。</translation>
        </message>
        <message>
            <source>Import answers</source>
            <translation>导入问卷</translation>
        </message>
        <message>
            <source>Import roster</source>
            <translation>导入花名册</translation>
        </message>
        <message>
            <source>Undo this import…</source>
            <translation>撤销这次导入…</translation>
        </message>
        <message>
            <source>Key in</source>
            <translation>录入</translation>
        </message>
        <message>
            <source>Parts of this page</source>
            <translation>本页各部分</translation>
        </message>
        <message>
            <source>Student</source>
            <translation>学生</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>班级</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>量表</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Items</source>
            <translation>题数</translation>
        </message>
        <message>
            <source>Filled in by</source>
            <translation>填写人</translation>
        </message>
        <message>
            <source>Stages</source>
            <translation>学段</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>计分键</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>版权</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Taken in</source>
            <translation>新收</translation>
        </message>
        <message>
            <source>Merged</source>
            <translation>更新</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>未收</translation>
        </message>
        <message>
            <source>undone {0}</source>
            <translation>已撤销 {0}</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>已撤回</translation>
        </message>
        <message>
            <source>keyed twice</source>
            <translation>已核</translation>
        </message>
        <message>
            <source>kept</source>
            <translation>已录</translation>
        </message>
        <message>
            <source>Undo this import? Everything it brought in goes, and what it changed gets its old values.</source>
            <translation>撤销这次导入？它带进来的都会去掉，它改过的恢复原值。</translation>
        </message>
        <message>
            <source>Undo the import</source>
            <translation>撤销导入</translation>
        </message>
        <message>
            <source>The import is undone.</source>
            <translation>这次导入已撤销。</translation>
        </message>
        <message>
            <source>Rounds</source>
            <translation>筛查批次</translation>
        </message>
    </context>
    <context>
        <name>SearchBox</name>
        <message>
            <source>Search results</source>
            <translation>搜索结果</translation>
        </message>
        <message>
            <source>Nothing found for “{0}”</source>
            <translation>没有找到“{0}”</translation>
        </message>
        <message>
            <source>{0} found. {1}</source>
            <translation>找到 {0} 项。{1}</translation>
        </message>
    </context>
    <context>
        <name>SessionForm</name>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>时长</translation>
        </message>
        <message>
            <source>How</source>
            <translation>方式</translation>
        </message>
        <message>
            <source>Risk</source>
            <translation>风险</translation>
        </message>
        <message>
            <source>Topics</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>The student's own words</source>
            <translation>学生原话</translation>
        </message>
        <message>
            <source>Seen and done</source>
            <translation>观察与处理</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Next time</source>
            <translation>下次</translation>
        </message>
        <message>
            <source>3 days</source>
            <translation>3 天</translation>
        </message>
        <message>
            <source>1 week</source>
            <translation>1 周</translation>
        </message>
        <message>
            <source>2 weeks</source>
            <translation>2 周</translation>
        </message>
        <message>
            <source>Date of the next session</source>
            <translation>下次日期</translation>
        </message>
        <message>
            <source>My working note</source>
            <translation>我的工作笔记</translation>
        </message>
        <message>
            <source>minutes</source>
            <translation>时长</translation>
        </message>
        <message>
            <source>how</source>
            <translation>方式</translation>
        </message>
        <message>
            <source>topics</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>risk</source>
            <translation>风险</translation>
        </message>
        <message>
            <source>next step</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>My working note (never printed, never exported)</source>
            <translation>我的工作笔记（不打印、不导出）</translation>
        </message>
        <message>
            <source>As the student said it</source>
            <translation>照学生说的写</translation>
        </message>
        <message>
            <source>What you saw, what you did</source>
            <translation>看到了什么，做了什么</translation>
        </message>
        <message>
            <source>Who does what until then</source>
            <translation>到下次之前，谁做什么</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>No date</source>
            <translation>不定</translation>
        </message>
    </context>
    <context>
        <name>SessionPage</name>
        <message>
            <source>&amp;Save  Ctrl+S</source>
            <translation>保存(&amp;S)  Ctrl+S</translation>
        </message>
        <message>
            <source>Sign and lock</source>
            <translation>签名锁定</translation>
        </message>
        <message>
            <source>Load last</source>
            <translation>套用上次</translation>
        </message>
        <message>
            <source>Phrases  Ctrl+/</source>
            <translation>常用语  Ctrl+/</translation>
        </message>
        <message>
            <source>Sign this record? Afterwards it can only be added to.</source>
            <translation>签名后只能补充，不能再改。现在签名吗？</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>Open the alert</source>
            <translation>打开预警</translation>
        </message>
        <message>
            <source>Saved: session {0}</source>
            <translation>已保存：第 {0} 次会谈</translation>
        </message>
        <message>
            <source>Session {0} · {1}</source>
            <translation>会谈记录 · {1} 第 {0} 次</translation>
        </message>
        <message>
            <source>This is what you had written before. It is not saved yet.</source>
            <translation>这是上次写到一半的内容，还没有保存。</translation>
        </message>
        <message>
            <source>Discard it</source>
            <translation>不要了</translation>
        </message>
        <message>
            <source>Discard what is not saved?</source>
            <translation>还没保存的内容会丢掉。要丢掉吗？</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>丢掉</translation>
        </message>
        <message>
            <source>There is no earlier record.</source>
            <translation>没有更早的记录。</translation>
        </message>
        <message>
            <source>Not filled in, saving works all the same: {0}</source>
            <translation>没填的不影响保存：{0}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Users and keys</source>
            <translation>使用人和钥匙</translation>
        </message>
        <message>
            <source>School</source>
            <translation>学校</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>这台电脑</translation>
        </message>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>Part of the settings</source>
            <translation>设置的哪一部分</translation>
        </message>
    </context>
    <context>
        <name>SheetOutput</name>
        <message>
            <source>Save as PDF</source>
            <translation>存为 PDF</translation>
        </message>
        <message>
            <source>Whoever has this file can open every record of the school.</source>
            <translation>谁拿到这个文件，谁就能打开学校的全部档案。</translation>
        </message>
        <message>
            <source>Save it on a stick only, print it elsewhere, delete it. Never keep it on this computer.</source>
            <translation>只存到 U 盘，在别的电脑打印，打完删掉。不要留在这台电脑上。</translation>
        </message>
        <message>
            <source>The PDF is saved.</source>
            <translation>PDF 已保存。</translation>
        </message>
    </context>
    <context>
        <name>SheetPanel</name>
        <message>
            <source>Print this sheet now and put it into the envelope. It is not shown again.</source>
            <translation>请现在打印，装进信封。这张以后不再显示。</translation>
        </message>
        <message>
            <source>Recovery sheet</source>
            <translation>恢复单</translation>
        </message>
        <message>
            <source>&amp;Print</source>
            <translation>打印(&amp;P)</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>存为 PDF</translation>
        </message>
        <message>
            <source>It is in the envelope</source>
            <translation>已装进信封</translation>
        </message>
    </context>
    <context>
        <name>SheetStep</name>
        <message>
            <source>The recovery sheets</source>
            <translation>恢复单</translation>
        </message>
        <message>
            <source>Recovery sheets</source>
            <translation>恢复单</translation>
        </message>
        <message>
            <source>&amp;Print</source>
            <translation>打印(&amp;P)</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>存为 PDF</translation>
        </message>
        <message>
            <source>Print both sheets and put them into a sealed envelope in the principal's safe.</source>
            <translation>打印两张，装入信封封好，放进校长的保险柜。</translation>
        </message>
        <message>
            <source>Without a printer: write the eight groups down by hand.</source>
            <translation>没有打印机，就把八组数字抄下来。</translation>
        </message>
        <message>
            <source>The first replaces a lost password, the second opens what was sent to the school.</source>
            <translation>第一张在忘了密码时用，第二张能打开别人加密发给学校的资料。</translation>
        </message>
    </context>
    <context>
        <name>SheetView</name>
        <message>
            <source>Time for this sheet</source>
            <translation>这份用时</translation>
        </message>
        <message>
            <source>. left out  * unreadable  ⌫ back  + go to  − row again  ⏎ done</source>
            <translation>. 未答  * 看不清  ⌫ 退一题  + 跳题号  − 整行重录  ⏎ 完成</translation>
        </message>
        <message>
            <source>{0} answered</source>
            <translation>答了 {0} 题</translation>
        </message>
        <message>
            <source>left out: {0}</source>
            <translation>未答：{0}</translation>
        </message>
        <message>
            <source>unreadable: {0}</source>
            <translation>看不清：{0}</translation>
        </message>
        <message>
            <source>{0} alike in a row</source>
            <translation>连续 {0} 题相同</translation>
        </message>
        <message>
            <source>Enter keeps it, ⌫ goes back</source>
            <translation>回车保存，⌫ 退回</translation>
        </message>
    </context>
    <context>
        <name>StartForm</name>
        <message>
            <source>Scale</source>
            <translation>量表</translation>
        </message>
        <message>
            <source>Filled in on</source>
            <translation>填写日期</translation>
        </message>
        <message>
            <source>Filled in by</source>
            <translation>填写人</translation>
        </message>
        <message>
            <source>Name or relation</source>
            <translation>姓名或关系</translation>
        </message>
        <message>
            <source>for example: grandmother</source>
            <translation>例如：外婆</translation>
        </message>
        <message>
            <source>Start keying</source>
            <translation>开始录入</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>填写日期</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>具体是谁</translation>
        </message>
        <message>
            <source>{0} items</source>
            <translation>{0} 题</translation>
        </message>
        <message>
            <source>does not ask about self-harm</source>
            <translation>没有问到自伤</translation>
        </message>
        <message>
            <source>Which day was it filled in?</source>
            <translation>是哪一天填的？</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Works offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>Saved {0}</source>
            <translation>已保存 {0}</translation>
        </message>
        <message>
            <source>Draft kept {0}</source>
            <translation>草稿已存 {0}</translation>
        </message>
        <message>
            <source>The draft could not be kept</source>
            <translation>草稿没能存下</translation>
        </message>
        <message>
            <source>Not exported: {0}</source>
            <translation>未导出 {0} 项</translation>
        </message>
        <message>
            <source>Last backup: {0}</source>
            <translation>上次备份：{0}</translation>
        </message>
        <message>
            <source>Locks in {0} min</source>
            <translation>{0} 分钟后锁定</translation>
        </message>
        <message>
            <source>Locks in {0} seconds. Press any key to stay.</source>
            <translation>{0} 秒后锁定，按任意键继续使用</translation>
        </message>
    </context>
    <context>
        <name>StepSection</name>
        <message>
            <source>+ One more line</source>
            <translation>＋ 加一行</translation>
        </message>
        <message>
            <source>One more line</source>
            <translation>加一行</translation>
        </message>
    </context>
    <context>
        <name>StudentPicker</name>
        <message>
            <source>Student</source>
            <translation>学生</translation>
        </message>
        <message>
            <source>Name, initials, class or number</source>
            <translation>姓名、拼音首字母、班级或学号</translation>
        </message>
        <message>
            <source>For whom?</source>
            <translation>给哪名学生？</translation>
        </message>
    </context>
    <context>
        <name>StudentsPage</name>
        <message>
            <source>Opened files</source>
            <translation>打开的档案</translation>
        </message>
        <message>
            <source>Import a roster</source>
            <translation>导入花名册</translation>
        </message>
        <message>
            <source>Add by hand</source>
            <translation>手工添加</translation>
        </message>
        <message>
            <source>Close file</source>
            <translation>关闭档案</translation>
        </message>
        <message>
            <source>Add a student</source>
            <translation>添加学生</translation>
        </message>
        <message>
            <source>New record</source>
            <translation>新记录</translation>
        </message>
        <message>
            <source>Answer sheet</source>
            <translation>录入答卷</translation>
        </message>
        <message>
            <source>Safety plan</source>
            <translation>安全计划</translation>
        </message>
        <message>
            <source>Referral</source>
            <translation>转介</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>打印</translation>
        </message>
        <message>
            <source>New student</source>
            <translation>添加学生</translation>
        </message>
        <message>
            <source>Students {0}</source>
            <translation>学生 {0}</translation>
        </message>
        <message>
            <source>For whom is the record? Choose a student and press Enter.</source>
            <translation>给谁写记录？选好学生后按 Enter。</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>先不写</translation>
        </message>
    </context>
    <context>
        <name>Summary</name>
        <message>
            <source>Concern</source>
            <translation>关注</translation>
        </message>
        <message>
            <source>No open alert.</source>
            <translation>没有未结束的预警。</translation>
        </message>
        <message>
            <source>Open the alert</source>
            <translation>打开预警</translation>
        </message>
        <message>
            <source>Safety plan</source>
            <translation>安全计划</translation>
        </message>
        <message>
            <source>Make one</source>
            <translation>写一份</translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>会谈</translation>
        </message>
        <message>
            <source>None yet.</source>
            <translation>还没有。</translation>
        </message>
        <message>
            <source>Last: {0}</source>
            <translation>最近：{0}</translation>
        </message>
        <message>
            <source>Next: {0}</source>
            <translation>下次：{0}</translation>
        </message>
    </context>
    <context>
        <name>TableView</name>
        <message>
            <source>Column titles</source>
            <translation>列标题</translation>
        </message>
    </context>
    <context>
        <name>TaskCard</name>
        <message>
            <source>{0} more</source>
            <translation>还有 {0} 项</translation>
        </message>
    </context>
    <context>
        <name>TimelinePanel</name>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>只看</translation>
        </message>
        <message>
            <source>Search in this file</source>
            <translation>搜索本档案</translation>
        </message>
        <message>
            <source>Show older ones</source>
            <translation>显示更早的</translation>
        </message>
        <message>
            <source>Nothing found here.</source>
            <translation>这里没有找到。</translation>
        </message>
        <message>
            <source>No records yet. Write the first one: Ctrl+N</source>
            <translation>还没有记录。写第一条：Ctrl+N</translation>
        </message>
        <message>
            <source>Open the record</source>
            <translation>打开记录</translation>
        </message>
        <message>
            <source>Open the alert</source>
            <translation>打开预警</translation>
        </message>
        <message>
            <source>Open the plan</source>
            <translation>打开计划</translation>
        </message>
        <message>
            <source>Open the referral</source>
            <translation>打开转介单</translation>
        </message>
        <message>
            <source>Open the result</source>
            <translation>打开结果</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>TodayPage</name>
        <message>
            <source>Alerts to act on</source>
            <translation>待跟进预警</translation>
        </message>
        <message>
            <source>No alerts to act on.</source>
            <translation>没有待跟进预警。</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>到期随访</translation>
        </message>
        <message>
            <source>Nothing is due.</source>
            <translation>没有到期的随访。</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>Nothing left unsaved.</source>
            <translation>没有未保存的内容。</translation>
        </message>
        <message>
            <source>Last imports</source>
            <translation>最近导入</translation>
        </message>
        <message>
            <source>Nothing was imported this week.</source>
            <translation>这一周没有导入。</translation>
        </message>
        <message>
            <source>Nothing is due today.</source>
            <translation>今天没有到期的事。</translation>
        </message>
        <message>
            <source>Write a record</source>
            <translation>写记录</translation>
        </message>
        <message>
            <source>Act</source>
            <translation>处置</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>No student yet</source>
            <translation>还没选学生</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>{0} taken in, {1} merged, {2} refused</source>
            <translation>收下 {0}，合并 {1}，没收 {2}</translation>
        </message>
        <message>
            <source>undone</source>
            <translation>已撤销</translation>
        </message>
        <message>
            <source>View</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Screening</source>
            <translation>筛查</translation>
        </message>
        <message>
            <source>{0} of {1} sheets are in</source>
            <translation>已收 {0} / {1} 份</translation>
        </message>
        <message>
            <source>until {0}</source>
            <translation>截止 {0}</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Name, initials, class or number  Ctrl+K</source>
            <translation>姓名／拼音首字母／班级／学号  Ctrl+K</translation>
        </message>
        <message>
            <source>New record</source>
            <translation>新记录</translation>
        </message>
        <message>
            <source>Cover F9</source>
            <translation>遮屏 F9</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>锁定</translation>
        </message>
    </context>
    <context>
        <name>TroubleForm</name>
        <message>
            <source>The store cannot be opened</source>
            <translation>资料库打不开</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>再试一次</translation>
        </message>
    </context>
    <context>
        <name>TypeBackStep</name>
        <message>
            <source>Check the sheet</source>
            <translation>核对恢复单</translation>
        </message>
        <message>
            <source>Group {0}</source>
            <translation>第 {0} 组</translation>
        </message>
        <message>
            <source>Group {0} is different on the sheet.</source>
            <translation>第 {0} 组和恢复单上不一样。</translation>
        </message>
        <message>
            <source>Take the sheet in your hand and type these two groups. Then it is sure to be readable.</source>
            <translation>请拿着恢复单，输入下面两组数字，确认它看得清。</translation>
        </message>
    </context>
    <context>
        <name>UnlockForm</name>
        <message>
            <source>User</source>
            <translation>使用人</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Unlocking…</source>
            <translation>正在解锁…</translation>
        </message>
        <message>
            <source>Try again in {0} s</source>
            <translation>{0} 秒后可再试</translation>
        </message>
        <message>
            <source>Unlock  Enter</source>
            <translation>解锁  Enter</translation>
        </message>
    </context>
    <context>
        <name>UserStep</name>
        <message>
            <source>You and your password</source>
            <translation>本人和密码</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Only this password opens the files; nobody can look it up. Your name is kept encrypted.</source>
            <translation>只有这个密码能打开档案，谁也查不到它。姓名加密保存。</translation>
        </message>
    </context>
    <context>
        <name>UsersPart</name>
        <message>
            <source>Add a user</source>
            <translation>添加使用人</translation>
        </message>
        <message>
            <source>Change my password</source>
            <translation>改我的密码</translation>
        </message>
        <message>
            <source>Renew the recovery code</source>
            <translation>重新生成恢复码</translation>
        </message>
        <message>
            <source>Opened with the recovery code. Set a new password, then renew the code: it was used.</source>
            <translation>这次是用恢复码打开的。请先设新密码，再重新生成恢复码，旧的已经用过。</translation>
        </message>
        <message>
            <source>Set my password</source>
            <translation>设我的密码</translation>
        </message>
        <message>
            <source>There is only one way to unlock. If it is lost, everything is lost.</source>
            <translation>现在只有一个办法能解锁。丢了它，资料就打不开了。</translation>
        </message>
        <message>
            <source>inactive</source>
            <translation>已停用</translation>
        </message>
        <message>
            <source>no password yet</source>
            <translation>还没有密码</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>设新密码</translation>
        </message>
        <message>
            <source>Deactivate</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>Activate again</source>
            <translation>重新启用</translation>
        </message>
        <message>
            <source>Deactivate this user? Her password then opens nothing any more.</source>
            <translation>停用这位使用人？她的密码就不能再解锁了。</translation>
        </message>
        <message>
            <source>What she wrote stays. If she may have copied the files, tell whoever looks after the key.</source>
            <translation>她写的记录都在。如果资料文件可能被复制过，请告诉保管钥匙的人。</translation>
        </message>
        <message>
            <source>Make a new recovery code? The code in the envelope then opens nothing any more.</source>
            <translation>重新生成恢复码？信封里的那张随即作废。</translation>
        </message>
        <message>
            <source>Print the new sheet at once. The sheet with the school's key stays in the envelope.</source>
            <translation>请马上打印新的一张。学校备用密钥那张仍留在信封里。</translation>
        </message>
        <message>
            <source>Renew</source>
            <translation>重新生成</translation>
        </message>
        <message>
            <source>Saved.</source>
            <translation>已保存。</translation>
        </message>
        <message>
            <source>Users and keys</source>
            <translation>使用人和钥匙</translation>
        </message>
    </context>
    <context>
        <name>WelcomeForm</name>
        <message>
            <source>First time here? Setting up takes three minutes.</source>
            <translation>第一次使用？用 3 分钟设好。</translation>
        </message>
        <message>
            <source>Set up my school</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Look around with the demo school</source>
            <translation>先看演示学校</translation>
        </message>
    </context>
    <context>
        <name>WhereForm</name>
        <message>
            <source>Where to</source>
            <translation>转往</translation>
        </message>
        <message>
            <source>Add one…</source>
            <translation>添加…</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>等级</translation>
        </message>
        <message>
            <source>How soon</source>
            <translation>紧急程度</translation>
        </message>
        <message>
            <source>School meeting held</source>
            <translation>学校研判会</translation>
        </message>
        <message>
            <source>Guardian contacted</source>
            <translation>联系监护人</translation>
        </message>
        <message>
            <source>Talk with everybody</source>
            <translation>多方会谈</translation>
        </message>
        <message>
            <source>Not chosen yet</source>
            <translation>还没选</translation>
        </message>
        <message>
            <source>All three are dated.</source>
            <translation>三项都有日期。</translation>
        </message>
        <message>
            <source>Not dated yet: {0}. Red: refer now, make up for it afterwards.</source>
            <translation>还没有日期：{0}。红色情况先转介，事后补上。</translation>
        </message>
        <message>
            <source>Not dated yet: {0}. You can go on all the same.</source>
            <translation>还没有日期：{0}。可以先往下走。</translation>
        </message>
        <message>
            <source>no key: paper only</source>
            <translation>没有钥匙，只能用纸</translation>
        </message>
    </context>
</TS>
