package intake

import (
	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// Arrived is how much of the final reply was read so far. It is provisional until the reply is saved.
type Arrived struct{ Accounts, Cards, Rows int }

// arrivedEvery is how many rows lie between two events about what arrived; each account and card begins with one.
const arrivedEvery = 1000

// arrivals counts what arrives and tells it.
type arrivals struct {
	run    *run
	source aisclient.Source
	so     Arrived
}

// beginRows begins a ledger for the rows of one look at the command.
func (r *run) beginRows() aisclient.RowFunc {
	r.rows = ledger.NewBuilder(nil)
	a := &arrivals{run: r}
	return func(imp *aisclient.Import, src aisclient.Source, tx *aisclient.Transaction) error {
		if err := r.rows.Add(imp, src, tx); err != nil {
			return err
		}
		a.count(src)
		return nil
	}
}

// complete is the whole ledger of the reply. It has the bank's name for people, which the sign-in told and the reply has not.
func (r *run) complete(imp *aisclient.Import) *ledger.Ledger {
	if len(imp.Targets) > 0 && imp.Targets[0].OfficialName.Empty() {
		imp.Targets[0].OfficialName = r.pending.OfficialName
	}
	return r.rows.Finish(imp)
}

func (a *arrivals) count(src aisclient.Source) {
	a.so.Rows++
	begins := a.so.Rows == 1 || src != a.source
	if a.source = src; begins {
		if src.Card >= 0 {
			a.so.Cards++
		} else {
			a.so.Accounts++
		}
	}
	if begins || a.so.Rows%arrivedEvery == 0 {
		a.run.arrived(a.so)
	}
}

// arrived tells how much has arrived.
func (r *run) arrived(so Arrived) {
	ev := r.event()
	ev.Arrived = &so
	r.events.send(ev)
}
