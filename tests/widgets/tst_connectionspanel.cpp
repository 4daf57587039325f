// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/connectionspanel.h"

#include "models/connectionsmodel.h"

#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

/// What becomes of the selection while rows move, go and come back.
class TestConnectionsPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowsThatMoveAreNoOtherSelection();
    void scatteredRowsGoInOneStep();

private:
    static ConnectionId id(uint number) { return {number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}; }
    QString firstName() const
    {
        const auto *view = m_panel->findChild<QTreeView *>(u"view"_s);
        return view->model()->index(0, ConnectionsModel::NameColumn).data().toString();
    }

    std::unique_ptr<ConnectionsPanel> m_panel;
    std::vector<ConnectionSnapshot> m_connections;
};

void TestConnectionsPanel::init()
{
    m_panel = std::make_unique<ConnectionsPanel>();
    m_connections.clear();
    for (uint number = 0; number < 200; ++number)
        m_connections.push_back({.id = id(number), .name = QString::number(number)});
    m_panel->setConnections(m_connections);
}

void TestConnectionsPanel::rowsThatMoveAreNoOtherSelection()
{
    const std::vector<ConnectionId> selected{id(3), id(7)};
    m_panel->select(selected);
    m_panel->sortWorstFirst();
    QSignalSpy changed(m_panel.get(), &ConnectionsPanel::selectionChanged);
    ConnectionSnapshot fallen = m_connections[7];
    fallen.status.state = ConnectionState::Failed;
    m_panel->apply({&fallen, 1});
    QTRY_COMPARE(firstName(), u"7"_s); // within a second
    QCOMPARE(changed.size(), 0);
    QCOMPARE(m_panel->selectedIds(), selected);
    m_panel->sortAsInProfiles();
    QCOMPARE(m_panel->selectedIds(), selected);
}

void TestConnectionsPanel::scatteredRowsGoInOneStep()
{
    std::vector<ConnectionId> selected;
    std::vector<ConnectionSnapshot> left;
    for (uint number = 0; number < 200; ++number) {
        if (number % 2 == 0)
            selected.push_back(id(number));
        else
            left.push_back(m_connections[number]);
    }
    selected.push_back(id(1));
    m_panel->select(selected);
    QSignalSpy changed(m_panel.get(), &ConnectionsPanel::selectionChanged);
    m_panel->setConnections(left);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_panel->selectedIds(), std::vector{id(1)});
}

QTEST_MAIN(TestConnectionsPanel)
#include "tst_connectionspanel.moc"
