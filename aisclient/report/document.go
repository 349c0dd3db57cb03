// Package report is a verification written down for the file: one document with everything that the verdict rests on.
//
// The document is its JSON. HTML, PDF, Markdown and text are functions of it (the packages below this one): the same
// document gives the same bytes, and each rendering prints the SHA-256 of the JSON. What nobody knows is listed in
// Unknown and never guessed.
package report

import (
	"errors"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
)

// documentSchema is the version of the JSON form that this program writes and reads.
const documentSchema = 1

// Level says how much of the customer's data a document shows. Outcomes and figures are the same in all of them.
type Level string

// Levels.
const (
	// Full shows everything as the bank has it.
	Full Level = "full"
	// File shows account numbers to their last four digits, private counterparties as initials, and titles of evidence
	// rows only.
	File Level = "file"
	// Verdict shows no rows.
	Verdict Level = "verdict"
)

// Shows says in words how much a level shows.
func (l Level) Shows() string {
	switch l {
	case Full:
		return "everything as the bank has it"
	case File:
		return "account numbers by their last four digits, private persons by initials"
	case Verdict:
		return "no rows"
	}
	return "level " + string(l)
}

// Levels lists the levels, the most open first.
func Levels() []Level { return []Level{Full, File, Verdict} }

// ParseLevel finds a level by its name. Another name is an error that lists the levels.
func ParseLevel(name string) (Level, error) {
	for _, l := range Levels() {
		if string(l) == name {
			return l, nil
		}
	}
	said := "the level is full, file or verdict"
	if near := english.Nearest(name, []string{string(Full), string(File), string(Verdict)}); near != "" {
		said += ", did you mean " + near + "?"
	}
	return "", errors.New(said)
}

// Badge marks what is no live data: it stands across every page.
type Badge string

// Badges. Live data has none.
const (
	NoBadge      Badge = ""
	SandboxBadge Badge = "SANDBOX"
	TestBadge    Badge = "TEST"
	FileBadge    Badge = "FILE"
)

// NoImport is the environment of a case without imports and files: there is no data that could come from anywhere.
const NoImport = "none"

// EnvironmentOf is the environment that a document names: NoImport for a case without imports and files, "file" where only files are.
func EnvironmentOf(environment string, ofCase bool, imports int) string {
	switch {
	case ofCase && imports == 0:
		return NoImport
	case environment == "":
		return "file"
	}
	return environment
}

// badgeOf is the badge of an environment: sandbox, test, live; anything else is a file from elsewhere.
func badgeOf(environment string) Badge {
	switch environment {
	case "sandbox":
		return SandboxBadge
	case "test":
		return TestBadge
	case "live":
		return NoBadge
	}
	return FileBadge
}

// BadgeOf is the badge of an environment, with FILE behind it where a statement file stands beside imports. None is that of a case
// without imports.
func BadgeOf(environment string, file bool) Badge {
	of := badgeOf(environment)
	switch {
	case environment == NoImport:
		return NoBadge
	case of == FileBadge || !file:
		return of
	case of == NoBadge:
		return FileBadge
	}
	return of + " + " + FileBadge
}

// Document is the report. Amounts are exact decimals, days are YYYY-MM-DD, times are UTC.
type Document struct {
	Schema int `json:"schema"`
	// ID is made of the document's own bytes: the same document has the same id, a changed one has not.
	ID          string         `json:"id"`
	Badge       Badge          `json:"badge"` // empty for live data; "SANDBOX + FILE" where a statement file stands beside imports
	Environment string         `json:"environment"`
	Level       Level          `json:"level"`
	Program     string         `json:"program"` // the version that made it
	Made        aisclient.Date `json:"made"`
	AsOf        aisclient.Date `json:"dataAsOf,omitzero"` // the day the data is from
	Rules       string         `json:"rules"`             // the version of the rules
	Lexicon     Lexicon        `json:"lexicon"`
	Policy      string         `json:"policy,omitempty"` // the named set of claims that was checked as a whole
	PolicyHash  string         `json:"policyHash,omitempty"`
	PolicyTeam  int            `json:"policyTeamVersion,omitempty"` // of a policy that a team shares

	Case    *Case    `json:"case,omitempty"`
	Imports []Import `json:"imports"`
	// Failed are banks of which the import failed, and Missing imports that cannot be read any more: none of their money is in
	// a figure.
	Failed  []FailedImport  `json:"failedImports,omitempty"`
	Missing []MissingImport `json:"missingImports,omitempty"`
	Banks   []string        `json:"banks"`
	Owners  []string        `json:"owners"`
	// Person is whom the verification is about; empty: whoever owns the accounts.
	Person []string `json:"person"`
	// PersonRoles are what the bank calls each person, in the order of Person: OWNER, CO_OWNER, empty where it does not say;
	// left out where it says it of nobody.
	PersonRoles []aisclient.OwnerKind `json:"personRoles,omitempty"`

	Accounts []Account `json:"accounts"`
	Consents []Consent `json:"consents"`
	Claims   []Claim   `json:"claims"`

	Rows    int      `json:"rows"`
	Totals  []Totals `json:"totals"`
	NoSum   []NoSum  `json:"inNoSum"` // rows that are in none of the totals
	Verdict string   `json:"verdict"` // confirmed, refuted, inconclusive, or no claims: the machine's
	// OfCase says that verdict, claims and checks are those of the case, on all its imports together, though the document is on
	// one of them: the checks then name no rows.
	OfCase  bool             `json:"verdictOfCase,omitempty"`
	Checks  []Check          `json:"checks"`
	Quality []AccountQuality `json:"quality"`
	LeftOut []LeftOut        `json:"leftOut"` // accounts that are not the person's: in no sum
	Gates   []Gate           `json:"gates"`   // what is wrong with the data of the person's accounts
	// Withheld is how many rows keep their titles to themselves; Special says why, by kind.
	Withheld int       `json:"withheld"`
	Special  []Special `json:"special"`
	Notable  []Finding `json:"notable"`

	Income         []Income        `json:"income"`      // one a currency
	Obligations    []Obligations   `json:"obligations"` // one a currency
	Affordability  []Affordability `json:"affordability"`
	Balances       []Balance       `json:"balances"`
	ProviderIncome *ProviderIncome `json:"providerIncome,omitempty"`
	// ProviderIncomeByPerson is the same of a case, where each person is asked about.
	ProviderIncomeByPerson []ProviderIncome `json:"providerIncomeByPerson,omitempty"`

	// Aggregated is how the provider's aggregated data differs, where somebody fetched it: one a person.
	Aggregated []Aggregated `json:"aggregated,omitempty"`

	// UnclearTransfers are rows that may be transfers between the accounts, in more than one way: none is taken.
	UnclearTransfers []UnclearTransfer `json:"ambiguousRows,omitempty"`

	Acts []Act `json:"acts"` // what people did, in order
	// WithoutActs is what the data says without them; nil where they change no figure.
	WithoutActs *WithoutActs `json:"withoutActs,omitempty"`
	Decision    *Decision    `json:"decision,omitempty"`
	Head        string       `json:"head,omitempty"` // of the case's chain of events
	Expires     time.Time    `json:"expires,omitzero"`
	Review      string       `json:"review"`  // how to ask for a person's review
	Unknown     []string     `json:"unknown"` // what a report says and nobody knows here
}

// Lexicon says by which words the rows were read.
type Lexicon struct {
	Version string   `json:"version"`
	Hash    string   `json:"hash"`
	User    []string `json:"userEntries,omitempty"` // entries of the user's own that decided rows
}

// reviewNote is how to ask for a person's review, where a bank says nothing of its own (GDPR, Article 22).
const reviewNote = "The verdict above is advice of a program: it rests on the rows and rules that are named here. The person concerned may " +
	"ask the bank for a review by a person, give their own view, and contest the result. Whoever reviews it opens the " +
	"import by its id, looks at the rows of each check, and records the decision with a reason."
