package teamcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/team"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// proposed are the flags of a proposal.
type proposed struct {
	lexicon, policy, reason string
	remove, yes             bool
}

func (prog commands) proposeCommand() *cobra.Command {
	var p proposed
	c := &cobra.Command{Use: "propose", Short: "Propose a lexicon or a policy by which the whole team judges",
		Long: `Propose a lexicon or a policy by which the whole team judges. It takes effect at every machine once somebody else accepts it by
"aisdesk team review". The file of --lexicon then stands in for the lexicon.toml of each machine, whole: begin with the one that
is in force, which "aisdesk team changes ID --content" prints. --policy takes a policy of your settings; the team's stands
before one of the same name.`,
		Example: `  aisdesk team propose --lexicon lexicon.toml --reason "new lender in the north"
  aisdesk team propose --policy mortgage --reason "income over 12 months"`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return prog.withStore(c.Context(), func(a *app.App) error { return prog.propose(c.Context(), a, p) })
		}}
	f := c.Flags()
	f.StringVar(&p.lexicon, "lexicon", "", "`FILE` with the entries of the team's lexicon")
	f.StringVar(&p.policy, "policy", "", "`NAME` of a policy of the settings")
	f.BoolVar(&p.remove, "remove", false, "with --policy: remove the team's policy")
	f.StringVar(&p.reason, "reason", "", "why; whoever reviews it reads that")
	f.BoolVar(&p.yes, "yes", false, "do not ask")
	c.MarkFlagsMutuallyExclusive("lexicon", "policy")
	c.MarkFlagsOneRequired("lexicon", "policy")
	return c
}

func (prog commands) propose(ctx context.Context, a *app.App, p proposed) error {
	e, err := p.entry(a)
	if err != nil {
		return err
	}
	j, err := a.Remote.Judgement(ctx)
	if err != nil {
		return notMember(a, err)
	}
	if err := prog.showChange(ctx, a, j.InForce(e.Subject), e); err != nil {
		return err
	}
	if err := prog.Agree(p.yes, "Propose this to the team?", errors.New("nothing was proposed")); err != nil {
		return err
	}
	done, err := a.Remote.Propose(ctx, e)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(prog.Out, "Proposed. It takes effect once somebody else accepts it: aisdesk team review %d\n", done.Seq)
	return err
}

// entry reads what is proposed. A file with an entry that cannot be used is refused: it would be left out at every machine.
func (p proposed) entry(a *app.App) (team.Entry, error) {
	if p.lexicon != "" {
		if p.remove {
			return team.Entry{}, cli.Usage(errors.New("--remove is about a policy. An empty file is the built-in lexicon alone"))
		}
		b, err := config.ReadLexicon(p.lexicon)
		if err != nil {
			return team.Entry{}, cli.Usage(err)
		}
		if _, problems := lexicon.Load(b); len(problems) > 0 {
			problems[0].File = p.lexicon
			return team.Entry{}, fmt.Errorf("%s. Mend it first: \"aisdesk lexicon check %s\" lists all that is wrong", text.Clean(problems[0].Error()), text.Clean(p.lexicon))
		}
		return team.Entry{Subject: team.LexiconSubject, Content: string(b), Reason: p.reason}, nil
	}
	if p.remove {
		return team.Entry{Subject: team.PolicySubject(p.policy), Removed: true, Reason: p.reason}, nil
	}
	set, err := policy.Find(a.Config.OwnPolicies, p.policy)
	if err != nil {
		return team.Entry{}, fmt.Errorf("--policy: %w", err)
	}
	return team.Entry{Subject: team.PolicySubject(set.Name), Content: set.TOML(), Reason: p.reason}, nil
}

func (prog commands) reviewCommand() *cobra.Command {
	var accept, reject, yes bool
	var reason string
	c := &cobra.Command{Use: "review ID", Short: "Look at a proposal of somebody else, and accept or reject it",
		Long: `Look at a proposal of somebody else, and accept or reject it. What it changes is shown first: the lines of the file, and the
outcomes of the claims that were saved with the imports of this machine. Your own proposal is somebody else's to review.`,
		Example: `  aisdesk team review 3
  aisdesk team review 3 --accept
  aisdesk team review 3 --reject --reason "the second entry is a shop"`,
		Args: cli.OneArg("the proposal's number, which \"aisdesk team changes\" lists"),
		RunE: func(c *cobra.Command, args []string) error {
			number, err := proposalNumber(args[0])
			if err != nil {
				return err
			}
			return prog.withStore(c.Context(), func(a *app.App) error {
				p, err := prog.showProposal(c.Context(), a, number, true)
				if err != nil || !accept && !reject {
					return err
				}
				if err := prog.Agree(yes || reject, "Use this for the whole team from now on?", errors.New("the proposal is not accepted")); err != nil {
					return err
				}
				done, err := a.Remote.Review(c.Context(), number, accept, reason)
				if err != nil {
					return err
				}
				return prog.reviewed(a, p, done)
			})
		}}
	f := c.Flags()
	f.BoolVar(&accept, "accept", false, "have it take effect")
	f.BoolVar(&reject, "reject", false, "refuse it, with a reason")
	f.StringVar(&reason, "reason", "", "why; needed to reject")
	f.BoolVar(&yes, "yes", false, "do not ask")
	c.MarkFlagsMutuallyExclusive("accept", "reject")
	return c
}

func (prog commands) reviewed(a *app.App, p *team.Proposal, done *team.Entry) error {
	again := ""
	if p.Review != nil {
		again = fmt.Sprintf(" You said so at %s.", p.Review.Time.Local().Format("2006-01-02 15:04"))
	}
	if done.Kind == team.Reject {
		_, err := fmt.Fprintf(prog.Out, "Proposal %d is rejected.%s\n", p.Seq, again)
		return err
	}
	_, err := fmt.Fprintf(prog.Out, "Proposal %d is in force: %s, team's version %d. The other machines use it once they have synced.%s\n", p.Seq, text.Clean(p.Subject), p.Base+1, again)
	return err
}

func proposalNumber(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, cli.Usage(fmt.Errorf("%.20q is not the number of a proposal: \"aisdesk team changes\" lists them", s))
	}
	return n, nil
}

// listedChanges are the proposals as they are printed.
type listedChanges struct {
	AsOf      time.Time        `json:"asOf,omitzero"`
	InForce   []team.Accepted  `json:"inForce"`
	Proposals []listedProposal `json:"proposals"`
	// ReadOnly says why nothing may be added, Ignored which links have no effect.
	ReadOnly string   `json:"readOnly,omitempty"`
	Ignored  []string `json:"ignored,omitempty"`
}

// listedProposal is a proposal with its review.
type listedProposal struct {
	ID      int64  `json:"id"`
	Subject string `json:"subject"`
	Over    int    `json:"over"` // the version that it changes; 0 for none
	Removes bool   `json:"removes,omitempty"`
	Author  string `json:"author"`
	Signed  bool   `json:"signed"`
	// KnownBy says how it is known who the author is: signature, machine (the member whose machine wrote it) or name, which is only claimed.
	KnownBy string    `json:"knownBy"`
	Time    time.Time `json:"time"`
	Reason  string    `json:"reason"`
	// State is waiting, overtaken by another version, accepted or rejected.
	State    string `json:"state"`
	Reviewer string `json:"reviewer,omitempty"`
	// ReviewerKnownBy is KnownBy of the reviewer.
	ReviewerKnownBy string    `json:"reviewerKnownBy,omitempty"`
	Reviewed        time.Time `json:"reviewed,omitzero"`
	ReviewReason    string    `json:"reviewReason,omitempty"`
	// AuthorRemoved says that the author was taken out of the team since.
	AuthorRemoved bool `json:"authorRemoved,omitempty"`
}

func listed(p team.Proposal) listedProposal {
	l := listedProposal{ID: p.Seq, Subject: p.Subject, Over: p.Base, Removes: p.Removed, Author: p.Author, Signed: p.Verified, KnownBy: p.Known(), Time: p.Time, Reason: p.Reason, State: "waiting",
		AuthorRemoved: p.AuthorOut != nil}
	switch {
	case p.Review != nil:
		l.State = map[team.Kind]string{team.Accept: "accepted", team.Reject: "rejected"}[p.Review.Kind]
		l.Reviewer, l.ReviewerKnownBy, l.Reviewed, l.ReviewReason = p.Review.Author, p.Review.Known(), p.Review.Time, p.Review.Reason
	case p.Overtaken:
		l.State = "overtaken"
	}
	return l
}

func (prog commands) changesCommand() *cobra.Command {
	var out cli.Output
	var content bool
	c := &cobra.Command{Use: "changes [ID]", Short: "List what the team judges by, and the proposals to change it",
		Long: `List the lexicon and the policies by which the team judges, with their versions and hashes, and all proposals with their
reviews. With an ID it shows one proposal and what it changes; --content prints its file. Without the bucket it is as of the
last time that it was read.`,
		Example: `  aisdesk team changes
  aisdesk team changes 3 --content > lexicon.toml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return errors.New("name one proposal by its number, or none to list all")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.withStore(c.Context(), func(a *app.App) error {
				if len(args) == 0 {
					return prog.listChanges(c.Context(), a, &out)
				}
				number, err := proposalNumber(args[0])
				if err != nil {
					return err
				}
				return prog.oneChange(c.Context(), a, number, content)
			})
		}}
	c.Flags().BoolVar(&content, "content", false, "print the proposed file, and nothing else")
	out.Add(c, cli.Data...)
	return c
}

func (prog commands) oneChange(ctx context.Context, a *app.App, number int64, content bool) error {
	if !content {
		_, err := prog.showProposal(ctx, a, number, false)
		return err
	}
	j, err := prog.judgement(ctx, a)
	if err != nil {
		return err
	}
	p, err := j.Proposal(number)
	if err == nil {
		_, err = io.WriteString(prog.Out, p.Content)
	}
	return err
}

// judgement is what the team judges by. Where that cannot be read now it is as of the last time, with words.
func (prog commands) judgement(ctx context.Context, a *app.App) (*team.Judgement, error) {
	j, err := a.Remote.Judgement(ctx)
	if j == nil {
		return nil, notMember(a, err)
	}
	if err != nil {
		fmt.Fprintf(prog.Err, "warning: this is as of the last time that it was read: %s\n", text.Clean(err.Error()))
	}
	return j, nil
}

func (prog commands) listChanges(ctx context.Context, a *app.App, out *cli.Output) error {
	j, err := prog.judgement(ctx, a)
	if err != nil {
		return err
	}
	l := listedChanges{InForce: j.All(), Proposals: []listedProposal{}, ReadOnly: j.ReadOnly, Ignored: j.Ignored}
	if l.InForce == nil {
		l.InForce = []team.Accepted{}
	}
	if f, err := a.Remote.InForce(); err == nil && f != nil {
		l.AsOf = f.AsOf
	}
	for _, p := range j.Proposals {
		l.Proposals = append(l.Proposals, listed(p))
	}
	return prog.Print(ctx, out, cli.Document{Value: l, Records: l.Proposals, Table: func(w io.Writer) error { return printChanges(w, l) }})
}

func printChanges(w io.Writer, l listedChanges) error {
	p := &cli.Printer{W: w}
	if len(l.InForce)+len(l.Proposals) == 0 {
		p.Line("The team shares no lexicon and no policy: each machine judges by its own. \"aisdesk team propose --help\" says how to share one.")
	}
	for _, a := range l.InForce {
		p.Line("In force: %s, team's version %d (%s), proposed by %s, accepted by %s.", text.Clean(a.Subject), a.Version, a.Hash, text.Clean(a.Author), text.Clean(a.Reviewer))
	}
	for _, c := range l.Proposals {
		p.Line("%s", lineOf(c))
	}
	for _, s := range l.Ignored {
		p.Line("Attention: %s", text.Clean(s))
	}
	if l.ReadOnly != "" {
		p.Line("Attention: nothing can be proposed or reviewed here: %s.", text.Clean(l.ReadOnly))
	}
	if !l.AsOf.IsZero() {
		p.Line("As of %s.", l.AsOf.Local().Format("2006-01-02 15:04"))
	}
	return p.Err
}

// knownBy says behind a name how it is known; a signature needs no words.
var knownBy = map[string]string{"machine": " (not signed, by the key of the machine)", "name": " (an unverified name)"}

// lineOf is a proposal in words.
func lineOf(c listedProposal) string {
	claimed := knownBy[c.KnownBy]
	if c.AuthorRemoved {
		claimed += ", who was taken out of the team since"
	}
	what := "proposes another " + c.Subject
	if c.Over == 0 {
		what = "proposes the first " + c.Subject
	}
	if c.Removes {
		what = "proposes to remove the " + c.Subject
	}
	state := "waits for a review: aisdesk team review " + strconv.FormatInt(c.ID, 10)
	if c.AuthorRemoved {
		state = "it can only be rejected: aisdesk team review " + strconv.FormatInt(c.ID, 10)
	}
	switch c.State {
	case "overtaken":
		state = "another version came into force meanwhile: it can only be rejected, or proposed again"
	case "accepted", "rejected":
		state = fmt.Sprintf("%s by %s%s at %s", c.State, c.Reviewer, knownBy[c.ReviewerKnownBy], c.Reviewed.Local().Format("2006-01-02 15:04"))
		if c.ReviewReason != "" {
			state += " (" + c.ReviewReason + ")"
		}
	}
	return text.Clean(fmt.Sprintf("%3d  %s%s, at %s %s: %s; %s.", c.ID, c.Author, claimed, c.Time.Local().Format("2006-01-02 15:04"), what,
		strings.TrimRight(c.Reason, "."), state)).String()
}
