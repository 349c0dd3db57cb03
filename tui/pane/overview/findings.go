package overview

import (
	"context"
	"time"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// finding is one thing that stands out, with the rows behind it.
type finding struct {
	title  string
	filter string
	rows   []int32
	role   theme.Role
}

func findings(_ context.Context, _ *ledger.Ledger, _ time.Time) []finding { return nil }

func (p *Pane) findingNote() string { return "" }

func (p *Pane) findings() []page.Line { return nil }
