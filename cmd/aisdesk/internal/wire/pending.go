package wire

import (
	"context"

	"aisdesk/aisclient/intake"
)

// Pending lists the unfinished imports of this environment. A sandbox of the program's own leaves none: it
// ended with its program.
func (p *Place) Pending() ([]intake.Pending, error) {
	if p.Config.OwnSandbox() {
		return nil, nil
	}
	store, err := p.Archive()
	if err != nil {
		return nil, err
	}
	all, err := store.ListPending()
	var mine []intake.Pending
	for _, kept := range all {
		if kept.Environment.String() == p.Config.Environment {
			mine = append(mine, kept)
		}
	}
	return mine, err
}

// Resume goes on with an unfinished import.
func (p *Place) Resume(ctx context.Context, what intake.Pending, emit func(intake.Event)) (intake.Outcome, error) {
	desk, _, err := p.Desk()
	if err != nil {
		return intake.Outcome{}, err
	}
	return desk.Resume(ctx, what, emit)
}
