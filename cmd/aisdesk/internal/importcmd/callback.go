package importcmd

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/callback"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// callbackCommand posts the summary of an import that is saved already: where the receiver was away, or new.
func (prog commands) callbackCommand() *cobra.Command {
	var address string
	var out cli.Output
	c := &cobra.Command{
		Use:   "callback ID",
		Short: "Post the summary of a saved import to your backend",
		Long: `Post the summary of a saved import to your backend, as "aisdesk import --callback" does after saving. The message is the JSON of
"aisdesk schema import", signed as Standard Webhooks are: HMAC-SHA-256 with AISDESK_CALLBACK_SECRET over id, time and body. Its id, which is
the import's, is the same every time (Webhook-Id, Idempotency-Key): a receiver that has seen it answers 200 and does nothing. What is not
accepted is posted again with growing pauses, six times in all; an answer that begins with 3 or 4, but for 429, ends that at once, and so
does a certificate that is not trusted. No redirect is followed. Without an answer the receiver may have the message all the same.
An import that ended in an error is posted, too, once its reply is saved: its state is not successful, and error says why. --json
prints what was posted.`,
		Example: `  aisdesk callback latest --callback http://127.0.0.1:8080/imports
  aisdesk callback 20261128T084238Z`,
		Args: cli.OneArg("an import"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			if address != "" {
				prog.Flags["callback"] = address
			}
			return prog.WithApp(func(a *app.App) error { return prog.postSaved(c.Context(), a, args[0], &out) })
		},
	}
	c.Flags().StringVar(&address, "callback", "", "`URL` that the summary is posted to (AISDESK_CALLBACK; the secret is AISDESK_CALLBACK_SECRET)")
	out.Add(c, cli.Data...)
	return c
}

func (prog commands) postSaved(ctx context.Context, a *app.App, word string, out *cli.Output) error {
	if prog.Loaded.Callback.Unused {
		return cli.Usage(errors.New("nothing was posted: the callback that is set is not on this machine, and the sandbox posts nowhere else. Give --callback with an address on 127.0.0.1, or --env"))
	}
	if err := prog.Loaded.Callback.Refused; err != nil {
		return cli.Usage(fmt.Errorf("nothing was posted: %w", err))
	}
	if prog.Loaded.Callback.URL == "" {
		return cli.Usage(fmt.Errorf("no callback is set: give --callback URL, or AISDESK_CALLBACK, and the secret as AISDESK_CALLBACK_SECRET"))
	}
	if err := a.Unlock(ctx); err != nil {
		return err
	}
	id, err := a.Library.Match(ctx, word)
	if err != nil {
		return err
	}
	e, err := a.SavedImport(ctx, id)
	if err != nil {
		return err
	}
	s := Summary{ID: e.ID, State: e.State.String(), Environment: e.Environment.String(), OwnerExternalID: e.OwnerExternalID.String(),
		CommandID: e.CommandID.String(), Bank: e.Bank(), Target: e.Target}
	r, err := a.Open(ctx, e.ID)
	if err != nil {
		return err
	}
	l, imp, err := r.Load(ctx, nil)
	if err != nil && !errors.Is(err, aisclient.ErrNoImport) {
		return err
	}
	if imp.Command != nil { // a failed import is told in the words in which the import told it
		err = cmp.Or((&aisclient.CommandReply{Command: *imp.Command}).Failure(), err)
	}
	s.Error = cli.FailureOf(err)
	if err := s.count(ctx, intake.Outcome{Command: imp.Command, OwnerUnconfirmed: e.OwnerUnconfirmed, Ledger: l}); err != nil {
		return err
	}
	if err := prog.post(ctx, &s); err != nil {
		return err
	}
	return prog.Print(ctx, out, cli.Document{Value: s, Table: cli.NoTable})
}

// post posts the summary of a saved import where a callback is set. The import is saved whatever becomes of it.
func (prog commands) post(ctx context.Context, s *Summary) error {
	to := prog.Loaded.Callback
	if to.URL == "" || s.ID == "" {
		return nil
	}
	sender, err := callback.New(to.URL, to.Secret)
	if err != nil {
		return err
	}
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	sender.Again = func(why error, wait time.Duration) {
		fmt.Fprintln(prog.Remarks(), text.Clean(fmt.Sprintf("callback: %v; again in %v", why, wait.Round(100*time.Millisecond))))
	}
	if err := sender.Post(ctx, s.ID, body); err != nil {
		return fmt.Errorf("the import is saved as %s, and the callback with its summary failed: %w. Post it again with \"aisdesk callback %s\"", s.ID, err, s.ID)
	}
	fmt.Fprintln(prog.Remarks(), "callback: the summary of", s.ID, "was taken")
	return nil
}
