package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/verify"
	"aisdesk/cmd/aisdesk/internal/wire"
)

// claimFlags are what somebody claims about a customer.
type claimFlags struct {
	names, ibans, incomes, balances, without []string
	activeSince, format                      string
	maxAge                                   int
	neverBelow                               bool
}

// signs are the topics that --without takes.
var signs = []verify.Topic{insight.Gambling, insight.Loans, insight.Repayments, insight.Bailiff, insight.Collection,
	insight.LatePayment, insight.Returned}

func (f *claimFlags) add(s *pflag.FlagSet) {
	s.StringArrayVar(&f.names, "name", nil, "an account belongs to this person or company")
	s.StringArrayVar(&f.ibans, "iban", nil, "this account is the customer's")
	s.StringArrayVar(&f.incomes, "income", nil, "the monthly income is at least this: 4000PLN")
	s.StringArrayVar(&f.balances, "balance", nil, "the accounts hold at least this: 500EUR")
	s.StringVar(&f.activeSince, "active-since", "", "an account has been active since this day, YYYY-MM-DD")
	s.IntVar(&f.maxAge, "max-age", -1, "the data is at most so many days old")
	s.StringSliceVar(&f.without, "without", nil, "there is no sign of: "+join(signs))
	s.BoolVar(&f.neverBelow, "never-below-zero", false, "no account was below zero at the end of a day")
	s.StringVar(&f.format, "format", "text", "text, md or json")
}

func join(topics []verify.Topic) string {
	names := make([]string, len(topics))
	for i, t := range topics {
		names[i] = string(t)
	}
	return strings.Join(names, ", ")
}

func (a *app) reportCommand() *cobra.Command {
	var f claimFlags
	c := &cobra.Command{
		Use:   "report ID|FILE",
		Short: "Check what somebody claims against an import, and write it down",
		Long: `Check what somebody claims against an import, and write it down: a verdict, each check with its reason, and what
is worth a look. Incomplete data never confirms anything.

Exit code 0 is a confirmed verdict or a report without claims, 4 a refuted one, 5 an inconclusive one.`,
		Example: `  aisdesk report ID --name "Anna Przykładowa" --iban PL61116886268508766065897612 --income 5000PLN --without gambling,bailiff`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			claims, err := f.claims()
			if err != nil {
				return usage(err)
			}
			return a.withReply(c.Context(), args[0], func(_ *wire.Reply, l *ledger.Ledger, _ *aisclient.Import) error {
				r, err := verify.Run(c.Context(), l, claims, aisclient.DateIn(time.Now()))
				if err != nil {
					return err
				}
				if err := writeReport(a.Out, r, f.format); err != nil {
					return err
				}
				return verdictCode(r, len(claims))
			})
		},
	}
	f.add(c.Flags())
	return c
}

func writeReport(w io.Writer, r *verify.Report, format string) (err error) {
	switch format {
	case "json":
		return writeJSON(w, r)
	case "md":
		_, err = io.WriteString(w, r.Markdown())
	default:
		_, err = io.WriteString(w, r.Text())
	}
	return err
}

// verdictCode turns a verdict into an exit code, so that scripts can act on it.
func verdictCode(r *verify.Report, claims int) error {
	switch {
	case claims == 0 || r.Verdict == verify.Confirmed:
		return nil
	case r.Verdict == verify.Refuted:
		return &exitCode{code: exitRefuted, err: fmt.Errorf("the data refutes a claim")}
	}
	return &exitCode{code: exitInconclusive, err: fmt.Errorf("the data does not settle every claim")}
}

func (f *claimFlags) claims() (all []verify.Claim, err error) {
	if !slices.Contains([]string{"text", "md", "json"}, f.format) {
		return nil, fmt.Errorf("--format %q: use text, md or json", f.format)
	}
	for _, n := range f.names {
		all = append(all, verify.OwnerName{Name: n})
	}
	for _, n := range f.ibans {
		all = append(all, verify.HasIBAN{IBAN: n})
	}
	for _, s := range f.incomes {
		a, c, err := money(s)
		if err != nil {
			return nil, fmt.Errorf("--income: %w", err)
		}
		all = append(all, verify.MonthlyIncome{Least: a, Currency: c})
	}
	for _, s := range f.balances {
		a, c, err := money(s)
		if err != nil {
			return nil, fmt.Errorf("--balance: %w", err)
		}
		all = append(all, verify.BalanceAtLeast{Least: a, Currency: c})
	}
	return f.rest(all)
}

func (f *claimFlags) rest(all []verify.Claim) ([]verify.Claim, error) {
	if f.activeSince != "" {
		day, err := aisclient.ParseDate(f.activeSince)
		if err != nil {
			return nil, fmt.Errorf("--active-since: %w", err)
		}
		all = append(all, verify.ActiveSince{On: day})
	}
	if f.maxAge >= 0 {
		all = append(all, verify.Fresh{Days: f.maxAge})
	}
	for _, name := range f.without {
		t := verify.Topic(strings.TrimSpace(name))
		if !slices.Contains(signs, t) {
			return nil, fmt.Errorf("--without %q: use %s", name, join(signs))
		}
		all = append(all, verify.None{Topic: t})
	}
	if f.neverBelow {
		all = append(all, verify.NeverBelowZero{})
	}
	return all, nil
}

// money reads an amount with its currency: 4000PLN, "4000.50 EUR".
func money(s string) (aisclient.Amount, aisclient.Currency, error) {
	s = strings.TrimSpace(s)
	digits := strings.TrimRightFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	currency := strings.ToUpper(strings.TrimSpace(s[len(digits):]))
	a, err := aisclient.ParseAmount(digits)
	if err != nil || len(currency) != 3 {
		return 0, "", fmt.Errorf("%q is not an amount with its currency, such as 4000PLN", s)
	}
	return a, aisclient.Currency(currency), nil
}
