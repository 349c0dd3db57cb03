package reportcmd

import (
	"context"
	"fmt"
	"io"
	"slices"

	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// parser reads a claim of a kind. verify.Parse is one; app.ParseClaim gives an amount without a currency that of an import.
type parser func(verify.Kind, string) (verify.Claim, error)

// claimsOf are the claims of the command line, as parse reads them, and of its file.
func (prog commands) claimsOf(f *claimFlags, more []verify.Claim, parse parser) ([]verify.Claim, error) {
	claims, err := f.claims(parse)
	if err != nil || len(more) == 0 {
		return claims, err
	}
	return policy.Join(claims, more), nil
}

// besides are the claims of the command line's file, and the policy that it names, which is empty without one.
func (prog commands) besides(f *claimFlags) (claims []verify.Claim, p policy.Policy, err error) {
	if f.file != "" {
		if claims, err = prog.claimsFile(f.file); err != nil {
			return nil, p, err
		}
	}
	if f.policy != "" {
		c, err := prog.Settings(cli.SandboxFlags{})
		if err != nil {
			return nil, p, err
		}
		if p, err = policy.Find(c.Policies, f.policy); err != nil {
			return nil, p, fmt.Errorf("--policy: %w", err)
		}
	}
	return claims, p, nil
}

// mostClaimBytes is one more than a file of claims may have.
const mostClaimBytes = 1<<20 + 1

// claimsFile reads the file of --claims.
func (prog commands) claimsFile(path string) ([]verify.Claim, error) {
	in, name := prog.Input(), "standard input"
	if path != "-" {
		f, err := config.OpenFile(path)
		if err != nil {
			return nil, fmt.Errorf("--claims: %w", err)
		}
		defer f.Close()
		in, name = f, path
	}
	data, err := io.ReadAll(io.LimitReader(in, mostClaimBytes))
	if err != nil {
		return nil, fmt.Errorf("--claims: %w", err)
	}
	return policy.Claims("--claims "+name, data)
}

// policyClaim is a claim of a policy as --list-policies prints it.
type policyClaim struct {
	Policy string      `json:"policy"`
	Kind   verify.Kind `json:"kind"` // the flag's name
	Claim  string      `json:"claim"`
}

// listPolicies prints the policies of the settings with their claims.
func (prog commands) listPolicies(ctx context.Context, o *outputFlags) error {
	if err := o.Settle(); err != nil {
		return err
	}
	switch {
	case o.Form == cli.Form(form.Text) && !o.ToFile():
		o.Form = cli.Table
	case slices.Contains([]cli.Form{cli.Table, cli.JSON, cli.NDJSON, cli.CSV}, o.Form):
	default:
		return cli.Usage(fmt.Errorf("--list-policies prints no report: --format %s is for one", o.Form))
	}
	c, err := prog.Settings(cli.SandboxFlags{})
	if err != nil {
		return err
	}
	all := []policyClaim{}
	for _, x := range c.Policies {
		for _, claim := range x.Claims {
			all = append(all, policyClaim{x.Name, claim.Kind(), claim.Text()})
		}
	}
	return prog.Print(ctx, &o.Output, cli.Document{Value: all, Table: func(w io.Writer) error {
		p := &cli.Printer{W: w}
		if len(c.Policies) == 0 {
			p.Line("There are no policies. Write one as [policy.NAME] in %s, with claims such as income = \"4000PLN\".", text.Clean(c.ConfigFile))
		}
		for _, x := range c.Policies {
			p.Line("%s", text.Clean(x.Name))
			for _, claim := range x.Claims {
				p.Line("  %-20s %s", claim.Kind(), text.Clean(claim.Text()))
			}
		}
		return p.Err
	}})
}
