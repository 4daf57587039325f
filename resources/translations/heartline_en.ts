<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>heartline::ConnectionsPresentation</name>
    <message numerus="yes">
        <source>The last %n beats, the newest at the right</source>
        <translation>
            <numerusform>The last beat</numerusform>
            <numerusform>The last %n beats, the newest at the right</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::EditActions</name>
    <message numerus="yes">
        <source>Group of %n connections (a new name makes a new group, an empty one none):</source>
        <translation>
            <numerusform>Group of the connection (a new name makes a new group, an empty one none):</numerusform>
            <numerusform>Group of %n connections (a new name makes a new group, an empty one none):</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::FileActions</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::LatencyPanel</name>
    <message numerus="yes">
        <source>the first %1 of %n selected connections</source>
        <translation>
            <numerusform>the first %1 of %n selected connection</numerusform>
            <numerusform>the first %1 of %n selected connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connections</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::StatusStrip</name>
    <message numerus="yes">
        <source>log %1, %n days</source>
        <translation>
            <numerusform>log %1, %n day</numerusform>
            <numerusform>log %1, %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::Workspace</name>
    <message numerus="yes">
        <source>add %n connections</source>
        <translation>
            <numerusform>add %n connection</numerusform>
            <numerusform>add %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>edit %n connections</source>
        <translation>
            <numerusform>edit %n connection</numerusform>
            <numerusform>edit %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>duplicate %n connections</source>
        <translation>
            <numerusform>duplicate %n connection</numerusform>
            <numerusform>duplicate %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove %n connections</source>
        <translation>
            <numerusform>remove %n connection</numerusform>
            <numerusform>remove %n connections</numerusform>
        </translation>
    </message>
</context>
</TS>
