package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"aisdesk/aisclient/intake"
	"aisdesk/cmd/aisdesk/internal/wire"
)

// pendingImport is one line of the list of unfinished imports.
type pendingImport struct {
	CommandID       string    `json:"commandId"`
	OwnerExternalID string    `json:"ownerExternalId"`
	Target          string    `json:"target"`
	Environment     string    `json:"environment"`
	Started         time.Time `json:"started"`
}

// resume goes on with an import that an earlier program started.
func (a *app) resume(ctx context.Context, place *wire.Place, h headless) error {
	all, err := place.Pending()
	if err != nil {
		return err
	}
	if h.resume == resumeList {
		return a.printPending(all, h.json)
	}
	one, err := choose(all, h.resume)
	if err != nil {
		if len(all) > 1 {
			_ = a.printPendingTo(a.Err, all)
		}
		return err
	}
	return a.follow(ctx, place, h.json, 0, func(ctx context.Context, emit func(intake.Event)) (intake.Outcome, error) {
		return place.Resume(ctx, one, emit)
	})
}

// choose finds the import with a command id, or the only one.
func choose(all []intake.Pending, command string) (intake.Pending, error) {
	if command == resumeAny {
		switch len(all) {
		case 0:
			return intake.Pending{}, errors.New("there is no unfinished import in this environment")
		case 1:
			return all[0], nil
		}
		return intake.Pending{}, usage(fmt.Errorf("there are %d unfinished imports: choose one by its command id", len(all)))
	}
	for _, p := range all {
		if p.CommandID.String() == command {
			return p, nil
		}
	}
	return intake.Pending{}, fmt.Errorf("no unfinished import of this environment has the command id %q. \"aisdesk import --resume list\" lists them", command)
}

func (a *app) printPending(all []intake.Pending, asJSON bool) error {
	if asJSON {
		out := make([]pendingImport, len(all))
		for i, p := range all {
			out[i] = pendingImport{p.CommandID.String(), p.OwnerExternalID.String(), p.Target.String(), p.Environment.String(), p.Started}
		}
		return writeJSON(a.Out, out)
	}
	if len(all) == 0 {
		fmt.Fprintln(a.Err, "There is no unfinished import in this environment.")
		return nil
	}
	return a.printPendingTo(a.Out, all)
}

func (a *app) printPendingTo(to io.Writer, all []intake.Pending) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "COMMAND\tTARGET\tCUSTOMER ID\tSTARTED")
	for _, p := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", p.CommandID, p.Target, p.OwnerExternalID, p.Started.Local().Format(time.DateTime))
	}
	return w.Flush()
}
