// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/beatspanel.h"

#include "models/beatsmodel.h"
#include "ui_beatspanel.h"
#include "widgets/log/beatspresentation.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"

#include <QEvent>
#include <QHeaderView>

namespace heartline {

namespace {

constexpr int anyOutcome = -1;
constexpr std::array outcomes{BeatOutcome::Ok, BeatOutcome::Late, BeatOutcome::Missed,
                              BeatOutcome::Coalesced, BeatOutcome::Unsent};

} // namespace

BeatsPanel::BeatsPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::BeatsPanel>())
    , m_model(new BeatsModel(this))
    , m_presentation(new BeatsPresentation(this))
    , m_delegate(new BeatsDelegate(this))
{
    m_ui->setupUi(this);
    m_presentation->setSourceModel(m_model);
    m_ui->view->setModel(m_presentation);
    setUpTable(*m_ui->view, m_delegate)->setNameColumn(BeatsModel::ConnectionColumn);
    QHeaderView *header = m_ui->view->header();
    header->setStretchLastSection(false);
    header->resizeSection(BeatsModel::ConnectionColumn, 125);
    m_ui->outcome->addItem(QString(), anyOutcome);
    for (const BeatOutcome outcome : outcomes)
        m_ui->outcome->addItem(QString(), static_cast<int>(outcome));
    connect(m_ui->outcome, &QComboBox::currentIndexChanged, this, &BeatsPanel::applyOutcome);
    connect(m_ui->copy, &QToolButton::clicked, this, [this] { copyRows(*m_ui->view); });
    connect(m_ui->exportLog, &QToolButton::clicked, this, &BeatsPanel::exportRequested);
    retranslate();
    setConnections({});
}

BeatsPanel::~BeatsPanel() = default;

void BeatsPanel::setChartPalette(const ChartPalette &palette)
{
    m_delegate->setChartPalette(palette);
    m_ui->view->viewport()->update();
}

void BeatsPanel::setConnections(const QHash<ConnectionId, QString> &names)
{
    m_model->setConnections(names);
    m_ui->view->setVisible(!names.isEmpty());
    m_ui->hint->setVisible(names.isEmpty());
    updateSummary();
}

void BeatsPanel::setLimit(const QString &limit)
{
    m_limit = limit;
    updateSummary();
}

void BeatsPanel::fill(const std::vector<Beat> &beats)
{
    m_model->fill(beats);
    updateSummary();
}

void BeatsPanel::append(std::span<const Beat> beats)
{
    m_model->append(beats);
    if (isVisible())
        updateSummary();
}

void BeatsPanel::applyOutcome()
{
    const int outcome = m_ui->outcome->currentData().toInt();
    m_presentation->setValues(outcome == anyOutcome ? std::nullopt
                                                    : std::optional(QSet<int>{outcome}));
    updateSummary();
}

void BeatsPanel::updateSummary()
{
    const int rows = m_presentation->rowCount();
    const QString newest =
            rows == 0 ? QString() : tr("the newest %1").arg(NumberFormat::count(rows));
    m_ui->summary->setText(m_limit.isEmpty() ? newest : m_limit);
    m_ui->summary->setToolTip(
            tr("The log holds all beats; this table the newest. Export to get more."));
}

QWidget *BeatsPanel::controls() const
{
    return m_ui->controls;
}

QByteArray BeatsPanel::saveColumns() const
{
    return m_ui->view->header()->saveState();
}

void BeatsPanel::restoreColumns(const QByteArray &state)
{
    m_ui->view->header()->restoreState(state);
}

void BeatsPanel::fitColumns()
{
    QHeaderView &header = *m_ui->view->header();
    m_widths.fit(header, BeatsModel::TimeColumn, QStringLiteral("00:00:00.000"));
    constexpr int narrowest = 56;
    for (int column = BeatsModel::SessionColumn; column < BeatsModel::ColumnCount; ++column)
        m_widths.fit(header, column, narrowest);
}

void BeatsPanel::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->outcome->setItemText(0, tr("All outcomes"));
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        m_ui->outcome->setItemText(static_cast<int>(i) + 1, StatePresentation::word(outcomes[i]));
    m_presentation->retranslate();
    fitColumns();
    updateSummary();
}

void BeatsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace heartline
