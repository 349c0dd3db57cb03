// Package certifycmd has the command that checks a developer's own client.
package certifycmd

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/sandbox/certify"
)

// Commands are the command that checks a client.
func Commands(p *cli.Program) []*cobra.Command {
	return []*cobra.Command{commands{p}.certifyCommand()}
}

type commands struct{ *cli.Program }

func (prog commands) certifyCommand() *cobra.Command {
	var o certify.Options
	var out cli.Output
	var list bool
	c := &cobra.Command{
		Use:   "certify --start CMD",
		Short: "Check how your own client behaves when things go wrong",
		Long: `Check how your own client behaves when things go wrong. CMD is your program: it is started against a sandbox once for
each case, with a session that is signed in already, imports, and ends with one line of JSON on standard output:

  {"owner": "...", "state": "successful", "rows": 123, "message": "what it tells its user"}

It finds in its environment AISDESK_API_URL, AISDESK_API_KEY, AISDESK_CLIENT, AISDESK_WIDGET_URL, AISDESK_TARGET,
AISDESK_SESSION_ID, AISDESK_SESSION_ID_SIGNATURE, AISDESK_OWNER (the ownerExternalId of the session), AISDESK_SINCE
(YYYY-MM-DD), AISDESK_POLL_PAUSE (seconds between two polls, at least) and AISDESK_WORK_DIR (a folder that its runs of one case
share). Every state but "successful" means that there is no data, and no rows. Standard error is its log.

A message tells what happened by the provider's words, the exception's name or words of its own. Where it is in a language other
than those of the provider, "error" names the exception, "partial": true is a message that says that a history is incomplete, and
"empty": true one that says that there is no account; either is a finding where it is not so, as is a message that says in words
that a whole history is incomplete, and one that is the same whether it is or not. What is said where the bank blocks the
customer, and where the session is somebody else's, may stand in "message" for no other failure, whatever "error" says: the
user does something else in each.

From the requests and from that line the report says what the client mishandled: an import sent twice, polling after the end or
too fast, an import of a part in place of the default import, rows that are left out (equal ones, without a title, of 0.00, pending, in
another currency, on a card), an error that the user is not told, an owner that is not checked, a secret in the log, the key in an
address or a parameter, a session used again, and more.
A secret is the API key or the signature, from twelve characters of it on: in plain text, in capitals, in groups, over lines, with anything
between but letters and digits, with colours of a terminal or characters that nobody sees (U+200B and its like), in full-width and such letters, as its bytes, in hexadecimal digits, base64, base58, base32, ascii85, base85, UTF-16
or a list of numbers, compressed by gzip, zlib, bzip2 or, within a coding, raw deflate, with %41, =41, \u0041, \x41, \101 or &#65; for
characters, and in up to four of these one within another. What is encrypted, hashed, backwards or in another order, in other compressions
and in numbers of other bases is not looked for. Polls are too fast where the median of their gaps is below 80 percent
of the pause; where the machine is too busy to measure that, the report says so ("pollingMeasured": false).

Exit code 0 is a client without findings, 4 one with findings, 1 a command that does not start.`,
		Example: `  aisdesk certify --start "python3 client.py"
  aisdesk certify --start "go run ./import" --speed 8 --case partial,cut-off --json`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			if list {
				return prog.listCases(c.Context(), &out)
			}
			if c.Flags().Changed("parallel") && o.Parallel < 1 {
				return cli.Usage(errors.New("--parallel must be above 0"))
			}
			if c.Flags().Changed("timeout") && o.Timeout <= 0 {
				return cli.Usage(errors.New("--timeout must be above 0: a run that may take no time looks like one that hangs"))
			}
			return prog.certify(c.Context(), o, &out)
		},
	}
	f := c.Flags()
	f.StringVar(&o.Command, "start", "", "`CMD` that starts your client, as the shell understands it")
	f.StringSliceVar(&o.Cases, "case", nil, "only the cases with these `NAMES`")
	f.StringSliceVar(&o.Logs, "log", nil, "further `FILES` that your client logs into")
	f.Float64Var(&o.Speed, "speed", 1, "how many `TIMES` faster; AISDESK_POLL_PAUSE says what pause that leaves")
	f.DurationVar(&o.Timeout, "timeout", 0, "`DURATION` that one run may take (default 1m)")
	f.IntVar(&o.Parallel, "parallel", 0, "`NUMBER` of cases that run at once (default: by the number of processors)")
	f.BoolVar(&list, "list-cases", false, "list the cases")
	out.Add(c, cli.Data...)
	_ = c.RegisterFlagCompletionFunc("case", completeCases) // fails for unknown flags
	cli.NoSettings(c)
	return c
}

// completeCases completes the last of a list.
func completeCases(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, x := range certify.Cases() {
		names = append(names, x.Name+"\t"+x.About)
	}
	return cli.Listed(typed, names), cobra.ShellCompDirectiveNoFileComp
}

func (prog commands) listCases(ctx context.Context, o *cli.Output) error {
	all := certify.Cases()
	return prog.Print(ctx, o, cli.Document{Value: all, Table: func(w io.Writer) error {
		p := &cli.Printer{W: w}
		for _, c := range all {
			p.Line("%s (%s)\n    %s", c.Name, c.Scenario, c.About)
		}
		return p.Err
	}})
}

func (prog commands) certify(ctx context.Context, o certify.Options, out *cli.Output) error {
	if o.Command == "" {
		return cli.Usage(errors.New("--start is missing: the command that starts your client"))
	}
	if err := cli.CheckSpeed(o.Speed); err != nil {
		return cli.Usage(err)
	}
	o.Done = func(c certify.CaseReport) { // what comparing it with other cases shows is in the report alone
		said := "done"
		if n := len(c.Findings); n > 0 {
			said = findings(n)
		}
		fmt.Fprintf(prog.Remarks(), "%5.1fs  %-16s  %s\n", c.Seconds, c.Case, said)
	}
	r, err := certify.Run(ctx, o)
	if err != nil {
		if e, ok := errors.AsType[*certify.UnknownCase](err); ok {
			return cli.Usage(cli.Unknown("case", e.Name, e.All))
		}
		if r == nil && ctx.Err() == nil {
			return cli.Usage(err)
		}
		return err
	}
	if err := prog.Print(ctx, out, cli.Document{Value: r, Records: r.Cases, Table: func(w io.Writer) error { return printReport(w, r) }}); err != nil {
		return err
	}
	if r.Findings > 0 {
		return &cli.CodeError{Code: cli.ExitRefuted, Err: errors.New("the client mishandles something: " + findings(r.Findings))}
	}
	return nil
}

func findings(n int) string {
	if n == 0 {
		return "no finding"
	}
	return english.Plural(n, "finding", "findings")
}

func printReport(w io.Writer, r *certify.Report) error {
	p := &cli.Printer{W: w}
	for _, c := range r.Cases {
		if len(c.Findings) == 0 {
			p.Line("good     %s", c.Case)
			continue
		}
		p.Line("mistake  %s (scenario %s): %s", c.Case, c.Scenario, c.About)
		for _, f := range c.Findings {
			p.Line("           %s: %s", f.Code, text.Clean(f.Message))
		}
	}
	if !r.PollingMeasured {
		p.Line("unknown  how fast it polls: the cases had too few polls, or this machine is too busy for such short pauses; a lower --speed makes them longer")
	}
	return p.Err
}
