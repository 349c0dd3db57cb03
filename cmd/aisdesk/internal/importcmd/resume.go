package importcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Pending is one line of the list of unfinished imports.
type Pending struct {
	CommandID       string    `json:"commandId"`
	OwnerExternalID string    `json:"ownerExternalId"`
	Target          string    `json:"target"`
	Environment     string    `json:"environment"`
	Started         time.Time `json:"started"`
}

// resume goes on with an import that an earlier program started.
func (prog commands) resume(ctx context.Context, a *app.App, h *headless) error {
	all, err := a.Pending(ctx)
	if errors.Is(err, seal.ErrLocked) {
		if err = a.Unlock(ctx); err == nil {
			all, err = a.Pending(ctx)
		}
	}
	if err != nil {
		return err
	}
	if h.resume == resumeList {
		return prog.printPending(ctx, all, &h.out)
	}
	one, err := choose(all, h.resume)
	if err != nil {
		if len(all) > 1 {
			_ = prog.printPendingTo(prog.Err, all)
		}
		return err
	}
	v, err := a.Resume(one)
	if err != nil {
		return err
	}
	return prog.follow(ctx, a, h, 0, v)
}

// choose finds the import with a command id, or the only one.
func choose(all []app.Pending, command string) (app.Pending, error) {
	if command == resumeAny {
		switch len(all) {
		case 0:
			return app.Pending{}, errors.New("there is no unfinished import in this environment")
		case 1:
			return all[0], nil
		}
		return app.Pending{}, cli.Usage(fmt.Errorf("there are %d unfinished imports: choose one by its command id", len(all)))
	}
	for _, p := range all {
		if p.CommandID.String() == command {
			return p, nil
		}
	}
	return app.Pending{}, fmt.Errorf("no unfinished import of this environment has the command id %q. \"aisdesk import --resume list\" lists them", command)
}

func (prog commands) printPending(ctx context.Context, all []app.Pending, o *cli.Output) error {
	out := make([]Pending, len(all))
	for i, p := range all {
		out[i] = Pending{p.CommandID.String(), p.OwnerExternalID.String(), p.Target.String(), p.Environment.String(), p.Started}
	}
	return prog.Print(ctx, o, cli.Document{Value: out, Table: func(w io.Writer) error {
		if len(all) == 0 {
			fmt.Fprintln(prog.Remarks(), "There is no unfinished import in this environment.")
			return nil
		}
		return prog.printPendingTo(w, all)
	}})
}

func (prog commands) printPendingTo(to io.Writer, all []app.Pending) error {
	cols := cli.Columns{{Head: "COMMAND", Whole: true}, {Head: "TARGET"}, {Head: "CUSTOMER ID"}, {Head: "STARTED", Whole: true, Spare: 1}}
	var lines [][]string
	for _, p := range all {
		lines = append(lines, []string{p.CommandID.String(), p.Target.String(), p.OwnerExternalID.String(), p.Started.Local().Format(time.DateTime)})
	}
	return cli.PrintAligned(to, cols, lines)
}
