<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <name>Rail</name>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
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
</TS>
