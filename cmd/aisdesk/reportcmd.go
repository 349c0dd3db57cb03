package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/verify"
)

// claimFlags are what somebody claims about a customer.
type claimFlags struct {
	names, ibans, incomes, balances, without []string
	activeSince, maxAge, format              string
	neverBelow                               bool
}

func (f *claimFlags) add(s *pflag.FlagSet) {
	s.StringArrayVar(&f.names, "name", nil, "an account belongs to this person or company")
	s.StringArrayVar(&f.ibans, "iban", nil, "this account is the customer's")
	s.StringArrayVar(&f.incomes, "income", nil, "the monthly income is at least this: 4000PLN")
	s.StringArrayVar(&f.balances, "balance", nil, "the accounts hold at least this: 500EUR")
	s.StringVar(&f.activeSince, "active-since", "", "an account has been active since this day, YYYY-MM-DD")
	s.StringVar(&f.maxAge, "max-age", "", "the data is at most so many days old")
	s.StringSliceVar(&f.without, "without", nil, "there is no sign of: "+verify.SignNames())
	s.BoolVar(&f.neverBelow, "never-below-zero", false, "no account was below zero at the end of a day")
	s.StringVar(&f.format, "format", "text", "text, md or json")
}

func (prog *cli) reportCommand() *cobra.Command {
	var f claimFlags
	c := &cobra.Command{
		Use:   "report ID|FILE",
		Short: "Check what somebody claims against an import, and write it down",
		Long: `Check what somebody claims against an import, and write it down: a verdict, each check with its reason, and what
is worth a look. Incomplete data never confirms anything. Without claims those are checked that were saved with the
import when it was verified on the screen.

Exit code 0 is a confirmed verdict or a report without claims, 4 a refuted one, 5 an inconclusive one.

` + idHelp,
		Example: `  aisdesk report latest --name "Anna Przykładowa" --iban PL61116886268508766065897612 --income 5000PLN --without gambling,bailiff`,
		Args:    oneWord("the import's ID or a file"),
		RunE: func(c *cobra.Command, args []string) error {
			claims, err := f.claims()
			if err != nil {
				return usage(err)
			}
			form, err := verify.ParseForm(f.format)
			if err != nil {
				return usage(fmt.Errorf("--format %w", err))
			}
			return prog.withDataset(c.Context(), args[0], func(a *app.App, d app.Dataset, _ *aisclient.Import) error {
				if len(claims) == 0 {
					if claims, err = prog.savedClaims(c.Context(), a, d.ID); err != nil {
						return err
					}
				}
				r, err := a.Report(c.Context(), d, claims)
				if err != nil {
					return err
				}
				if err := r.Write(prog.Out, form); err != nil {
					return err
				}
				return verdictCode(r, len(claims))
			})
		},
	}
	f.add(c.Flags())
	return c
}

// savedClaims are the claims that were saved with an import when it was verified on the screen; it says so when there
// are some.
func (prog *cli) savedClaims(ctx context.Context, a *app.App, importID string) ([]verify.Claim, error) {
	if importID == "" {
		return nil, nil
	}
	claims, err := a.Claims(ctx, importID)
	if err != nil {
		return nil, fmt.Errorf("%w. Give the claims on the command line", err)
	}
	p := &printer{w: prog.Err}
	switch n := len(claims); {
	case n == 1:
		p.line("checking the claim that was saved with this import")
	case n > 1:
		p.line("checking the %d claims that were saved with this import", n)
	}
	return claims, p.err
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

// claims reads the flags, in the order in which a report checks them.
func (f *claimFlags) claims() (all []verify.Claim, err error) {
	said := map[verify.Kind][]string{verify.KindName: f.names, verify.KindIBAN: f.ibans, verify.KindIncome: f.incomes,
		verify.KindBalance: f.balances, verify.KindActiveSince: given(f.activeSince), verify.KindMaxAge: given(f.maxAge), verify.KindWithout: f.without}
	if f.neverBelow {
		said[verify.KindNeverBelow] = []string{""}
	}
	for _, k := range verify.Kinds() {
		for _, s := range said[k] {
			c, err := verify.Parse(k, s)
			if err != nil {
				return nil, fmt.Errorf("--%s: %w", k, err)
			}
			all = append(all, c)
		}
	}
	return all, nil
}

// given is a flag that can be left out as a list.
func given(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}
