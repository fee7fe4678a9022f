<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <name>EmergencyPage</name>
        <message>
            <source>Emergency</source>
            <translation>紧急情况</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
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
        <name>Rail</name>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
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
            <translation>返回</translation>
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
        <name>TableView</name>
        <message>
            <source>Column titles</source>
            <translation>列标题</translation>
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
</TS>
