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
    <name>heartline::ExportLogDialog</name>
    <message numerus="yes">
        <source>The selected ones (%n)</source>
        <translation>
            <numerusform>The selected ones (%n)</numerusform>
            <numerusform>The selected ones (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::ExportProfilesDialog</name>
    <message numerus="yes">
        <source>&amp;All (%n)</source>
        <translation>
            <numerusform>&amp;All (%n)</numerusform>
            <numerusform>&amp;All (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The &amp;selected ones (%n)</source>
        <translation>
            <numerusform>The &amp;selected ones (%n)</numerusform>
            <numerusform>The &amp;selected ones (%n)</numerusform>
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
    <name>heartline::ImportProfilesDialog</name>
    <message numerus="yes">
        <source>%n connection(s) in the file</source>
        <translation>
            <numerusform>%n connection in the file</numerusform>
            <numerusform>%n connections in the file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file cannot be imported: %n error(s)</source>
        <translation>
            <numerusform>The file cannot be imported: %n error</numerusform>
            <numerusform>The file cannot be imported: %n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>%n ticked</numerusform>
            <numerusform>%n ticked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::LatencyPanel</name>
    <message numerus="yes">
        <source>%1 connections</source>
        <extracomment>%1: a number with its thousands set apart; %n is the same number</extracomment>
        <translation>
            <numerusform>%1 connection</numerusform>
            <numerusform>%1 connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::ProbePanel</name>
    <message numerus="yes">
        <source>Connected, but %n beat(s) were settled within the time of the test.</source>
        <translation>
            <numerusform>Connected, but only %n beat was settled within the time of the test.</numerusform>
            <numerusform>Connected, but only %n beats were settled within the time of the test.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connected, but only %n beat(s) were answered.</source>
        <translation>
            <numerusform>Connected, but only %n beat was answered.</numerusform>
            <numerusform>Connected, but only %n beats were answered.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heartline::ProfileEditorDialog</name>
    <message numerus="yes">
        <source>Edit %n connections</source>
        <translation>
            <numerusform>Edit %n connection</numerusform>
            <numerusform>Edit %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What you edit will be the same in all %n connections; the rest stays as it is.</source>
        <translation>
            <numerusform>What you edit will be the same in %n connection; the rest stays as it is.</numerusform>
            <numerusform>What you edit will be the same in all %n connections; the rest stays as it is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Will be the same in all %n connections: %1</source>
        <translation>
            <numerusform>Will be the same in %n connection: %1</numerusform>
            <numerusform>Will be the same in all %n connections: %1</numerusform>
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
    <name>heartline::WallText</name>
    <message numerus="yes">
        <source>%1 connections</source>
        <extracomment>%1: a number with its thousands set apart; %n is the same number</extracomment>
        <translation>
            <numerusform>%1 connection</numerusform>
            <numerusform>%1 connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n groups</source>
        <translation>
            <numerusform>%1 in %n group</numerusform>
            <numerusform>%1 in %n groups</numerusform>
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
        <source>import %n connections</source>
        <translation>
            <numerusform>import %n connection</numerusform>
            <numerusform>import %n connections</numerusform>
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
