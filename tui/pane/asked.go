package pane

import (
	"context"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/verify"
)

// What panes ask of the program; see also Cases.

// Services asks the provider's Analytical Services and reads what they answered before.
type Services interface {
	// Answers returns the answers saved beside an import; it needs no network.
	Answers(importID string) []service.Answer
	// Ask asks the provider, saves the answer beside the import and returns it.
	Ask(ctx context.Context, importID string, s service.Service) (service.Answer, error)
}

// Claims are what somebody claims about a customer, saved with an import or a case so that a reviewer finds them again.
type Claims interface {
	// Claims returns the claims saved with an import or a case, nil if there are none; it needs no network.
	Claims(ctx context.Context, id string) ([]verify.Claim, error)
	// SaveClaims saves claims with an import or a case in place of those that were there, unless ctx has ended before its turn.
	SaveClaims(ctx context.Context, id string, claims []verify.Claim) error
}

// Reports writes verdicts down for the file.
type Reports interface {
	// WriteReport writes down a verdict on claims, with its findings. It is called off the UI loop.
	WriteReport(ctx context.Context, d app.Dataset, v *verify.Report, claims []verify.Claim, q app.ReportRequest) (*report.Document, error)
}

// Lexicon adds entries to the user's own lexicon, and says before what they change.
type Lexicon interface {
	// LexiconWith is the lexicon with one more entry, which is not kept. The error says what is wrong with the entry.
	LexiconWith(e lexicon.Draft) (*lexicon.Set, error)
	// LexiconChange compares what the lexicon in force and another make of an import's rows, and of claims about them.
	LexiconChange(ctx context.Context, d app.Dataset, claims []verify.Claim, other *lexicon.Set) (*app.LexiconChange, error)
	// AddEntry keeps an entry in the user's file, and says so in a sentence.
	AddEntry(e lexicon.Draft) (kept string, err error)
}
