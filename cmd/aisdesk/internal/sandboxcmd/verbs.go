package sandboxcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/sandbox"
)

// verb makes a command that changes a running sandbox.
func verb(c *cobra.Command, control *string) *cobra.Command {
	c.Flags().StringVar(control, "control", "", "`URL` of the control page (default: "+controlVariable+", or the sandbox started last)")
	return c
}

func (prog commands) triggerCommand() *cobra.Command {
	var control, login, session string
	var out cli.Output
	c := &cobra.Command{
		Use:   "trigger SCENARIO",
		Short: "Change how a running sandbox behaves",
		Long: `Change how a running sandbox behaves: for everybody, for one login or for one session. "ok" is the ordinary day.
"aisdesk sandbox --list-scenarios" lists the scenarios; several are joined with +.`,
		Example: `  aisdesk sandbox trigger import-error:AccessBlocked
  aisdesk sandbox trigger delay:300ms+unicode --login test1`,
		Args:              cli.OneArg("the scenario"),
		ValidArgsFunction: cli.CompleteScenarios,
		RunE: func(c *cobra.Command, args []string) error {
			if login != "" && session != "" {
				return cli.Usage(errors.New("--login and --session cannot be used together: give one of them"))
			}
			return change[sandbox.ScenarioChange](c.Context(), prog, &out, control, "scenario", map[string]string{"scenario": args[0], "login": login, "session": session}, nil)
		},
	}
	c.Flags().StringVar(&login, "login", "", "only for the `LOGIN` of a customer")
	c.Flags().StringVar(&session, "session", "", "only for the session with the `ID`")
	out.Add(c, cli.Data...)
	return verb(c, &control)
}

// change has a running sandbox do something, and prints what it did in the form of the flags; in words for people, where there
// are some.
func change[T any](ctx context.Context, prog commands, out *cli.Output, control, what string, how map[string]string, words func(T) string) error {
	if err := out.Settle(); err != nil {
		return err
	}
	at, err := prog.control(control)
	if err != nil {
		return err
	}
	var done T
	if err := cli.AskControl(ctx, http.MethodPost, at+what, how, &done); err != nil {
		return err
	}
	return prog.Print(ctx, out, cli.Document{Value: done, Table: func(w io.Writer) error {
		if words == nil {
			return nil
		}
		_, err := io.WriteString(w, words(done))
		return err
	}})
}

// completeWords completes the last word of a filter of requests: it looks for it in the line that tail prints.
func completeWords(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	before := typed[:strings.LastIndexByte(typed, ' ')+1]
	names, _ := cli.CompleteScenarios(c, args, typed)
	words := append([]string{http.MethodGet, http.MethodPost, "session", "default-import"}, names...)
	for i := range words {
		words[i] = before + words[i]
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

func (prog commands) resetCommand() *cobra.Command {
	var control string
	var out cli.Output
	c := &cobra.Command{
		Use:   "reset",
		Short: "Let a running sandbox forget sessions, imports, requests and scenarios",
		Example: `  aisdesk sandbox reset
  aisdesk sandbox reset --control http://localhost:8081/control/`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return change[sandbox.Forgotten](c.Context(), prog, &out, control, "reset", map[string]string{}, nil)
		},
	}
	out.Add(c, cli.Data...)
	return verb(c, &control)
}

func (prog commands) clockCommand() *cobra.Command {
	var control string
	var out cli.Output
	c := &cobra.Command{
		Use:   "clock [+DURATION | set TIME|DAY]",
		Short: "Print the time of a running sandbox, or move its clock",
		Long: `Print the time of a running sandbox, or move its clock and print that: by a duration such as +15m, +48h or +2d, to a time, or to
the noon (UTC) of a day. Sessions age, imports end, and what is kept for a day runs out. The clock goes back only while there is no session.`,
		Example: `  aisdesk sandbox clock +2d
  aisdesk sandbox clock set 2026-03-01T12:00:00Z`,
		Args: func(c *cobra.Command, args []string) error {
			if _, err := clockChange(args); err != nil {
				return err
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			to, _ := clockChange(args) // Args has checked them
			return change(c.Context(), prog, &out, control, "clock", to, func(now sandbox.ClockTime) string { return now.Now.Format(time.RFC3339Nano) + "\n" })
		},
	}
	out.Add(c, cli.Data...)
	c.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		if e, ok := errors.AsType[*pflag.NotExistError](err); ok && strings.Trim(e.GetSpecifiedName(), "0123456789") == "" {
			return errors.New("the clock does not go back by a duration: \"set TIME\" moves it to a time, back only while there is no session")
		}
		return cli.NearestFlag(c, err)
	})
	return verb(c, &control)
}

func clockChange(args []string) (map[string]string, error) {
	switch {
	case len(args) == 0:
		return map[string]string{"advance": "0s"}, nil
	case len(args) == 1 && strings.HasPrefix(args[0], "+"):
		by := args[0][1:]
		if days, isDays := strings.CutSuffix(by, "d"); isDays {
			if n, err := strconv.ParseUint(days, 10, 16); err == nil {
				by = fmt.Sprintf("%dh", 24*n)
			}
		}
		if d, err := time.ParseDuration(by); err != nil || d < 0 {
			return nil, fmt.Errorf("%q is not a duration such as +15m, +48h or +2d", args[0])
		}
		return map[string]string{"advance": by}, nil
	case len(args) == 2 && args[0] == "set":
		to := args[1]
		if day, err := noonOf(to); err == nil {
			to = day.Format(time.RFC3339)
		}
		if _, err := time.Parse(time.RFC3339, to); err != nil {
			return nil, fmt.Errorf("%q is neither a time such as 2026-03-01T12:00:00Z nor a day such as 2026-03-01", args[1])
		}
		return map[string]string{"set": to}, nil
	}
	return nil, errors.New("say how far, as +48h, or to which time, as set 2026-03-01T12:00:00Z")
}

// tailPause is how often a running sandbox is asked for new requests.
const tailPause = 200 * time.Millisecond

func (prog commands) tailCommand() *cobra.Command {
	var control, filter string
	var once bool
	var out cli.Output
	c := &cobra.Command{
		Use:   "tail",
		Short: "Print the requests of a running sandbox as they come",
		Long: `Print the requests that a running sandbox receives, those that it has received first, until it ends or you press
Ctrl-C. --filter keeps those whose method, path, status, session or scenario contains each of its words. "aisdesk schema requests"
describes the JSON, which is one object a line, as there is no end, also with --once; keys and signatures are masked.`,
		Example: `  aisdesk sandbox tail --filter default-import
  aisdesk sandbox tail --json --once`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			at, err := prog.control(control)
			if err != nil {
				return err
			}
			return prog.Write(&out, func(w io.Writer) error {
				return tail(c.Context(), w, at, strings.Fields(strings.ToLower(filter)), !out.Plain(), once)
			})
		},
	}
	out.Add(c, cli.Table, cli.NDJSON, cli.JSON)
	c.Flags().StringVar(&filter, "filter", "", "only requests with all of these `WORDS`")
	_ = c.RegisterFlagCompletionFunc("filter", completeWords) // fails for unknown flags
	c.Flags().BoolVar(&once, "once", false, "print what was received and end")
	return verb(c, &control)
}

// tail prints requests from the first that is kept. As JSON it is one object a line, since there is no end.
func tail(ctx context.Context, w io.Writer, control string, words []string, asJSON, once bool) error {
	for last := uint64(0); ; {
		var got []sandbox.Request
		if err := cli.AskControl(ctx, http.MethodGet, fmt.Sprintf("%srequests?after=%d", control, last), nil, &got); err != nil {
			if last > 0 && errors.Is(err, cli.ErrNotRunning) || ctx.Err() != nil {
				return nil // it ended, or who looked has seen enough
			}
			return err
		}
		for _, r := range got {
			last = r.Seq
			if err := printRequest(w, r, words, asJSON); err != nil {
				return err
			}
		}
		if once {
			return nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(tailPause):
		}
	}
}

func printRequest(w io.Writer, r sandbox.Request, words []string, asJSON bool) error {
	line := requestLine(r)
	for _, word := range words {
		if !strings.Contains(strings.ToLower(line+" "+r.Scenario), word) {
			return nil
		}
	}
	if asJSON {
		return cli.WriteJSON(w, r)
	}
	_, err := fmt.Fprintln(w, line)
	return err
}
