package lexicon

import (
	"fmt"

	"aisdesk/aisclient/category"
)

// Kind is what a firm or an office is. It is NoKind for words that name no counterparty.
type Kind uint8

// Kinds of counterparties.
const (
	NoKind Kind = iota
	Lender
	PayLater
	Collector
	Operator // of games of chance: bookmaker, lottery, casino
	Bank
	Insurer
	Utility
	Telecom
	TaxOffice
	SocialInsurer
	PublicOffice
	Court
	Bailiff
	Payroll
	Broker
	CryptoExchange
	Processor // carries payments for merchants; never decides
	Wallet
	Shop // with the category of what it sells
	Employer
	Charity
	Marketplace
	Voucher
)

// kindTraits say what money from and to a kind of counterparty is. None means that the kind decides nothing on that side.
type kindTraits struct {
	name    string
	in, out category.Category
	// weak is a category of which the kind is a weak sign only.
	weak category.Category
	// hardIn and hardOut mark sides over which a careful reviewer hesitates.
	hardIn, hardOut bool
	// decides: the counterparty counts more than what the title says.
	decides bool
}

var kinds = [...]kindTraits{
	NoKind:         {name: ""},
	Lender:         {name: "lender", in: category.LoanIn, out: category.LoanRepayment, decides: true},
	PayLater:       {name: "pay_later", in: category.Refund, out: category.BNPL, decides: true},
	Collector:      {name: "collector", out: category.DebtCollection, decides: true},
	Operator:       {name: "operator", in: category.GamblingWin, out: category.Gambling, decides: true},
	Bank:           {name: "bank"},
	Insurer:        {name: "insurer", in: category.InsurancePayout, out: category.Insurance},
	Utility:        {name: "utility", in: category.Refund, out: category.Utilities},
	Telecom:        {name: "telecom", in: category.Refund, out: category.Telecom},
	TaxOffice:      {name: "tax_office", in: category.TaxRefund, out: category.Tax, decides: true},
	SocialInsurer:  {name: "social_insurer", in: category.Benefit, out: category.SocialInsurance, decides: true},
	PublicOffice:   {name: "public_office", out: category.Tax}, // what a town hall pays, its words say: wages, benefits
	Court:          {name: "court", out: category.Tax, hardOut: true},
	Bailiff:        {name: "bailiff", out: category.Bailiff, decides: true},
	Payroll:        {name: "payroll", in: category.Salary},
	Broker:         {name: "broker", in: category.OwnTransfer, out: category.SavingsInvestment, hardIn: true},
	CryptoExchange: {name: "crypto_exchange", in: category.OwnTransfer, out: category.Crypto, hardIn: true},
	Processor:      {name: "processor"},
	Wallet:         {name: "wallet", in: category.OwnTransfer, out: category.OtherOut, weak: category.Gambling, hardIn: true, hardOut: true},
	Shop:           {name: "shop", in: category.Refund},
	Employer:       {name: "employer"},
	Charity:        {name: "charity", out: category.Donation},
	Marketplace:    {name: "marketplace", in: category.BusinessIncome, out: category.Household, hardIn: true, hardOut: true},
	Voucher:        {name: "voucher", in: category.Refund, out: category.OtherOut, weak: category.Gambling, hardOut: true},
}

// String is the kind's name in lexicon files.
func (k Kind) String() string { return k.traits().name }

// Decides reports whether a counterparty of the kind decides over what the title says.
func (k Kind) Decides() bool { return k.traits().decides }

// Weak is the category of which a payment to the kind is a weak sign; None for most.
func (k Kind) Weak() category.Category { return k.traits().weak }

// Hard reports on which sides a careful reviewer hesitates over what a payment with the kind is.
func (k Kind) Hard() (in, out bool) { return k.traits().hardIn, k.traits().hardOut }

// public reports whether the kind is an office of the state.
func (k Kind) public() bool {
	return k == TaxOffice || k == SocialInsurer || k == PublicOffice || k == Court
}

func (k Kind) traits() *kindTraits {
	if int(k) >= len(kinds) {
		return &kinds[NoKind]
	}
	return &kinds[k]
}

// kindNames are the names that files may use for a kind; some have a second spelling.
var kindNames = func() map[string]Kind {
	m := map[string]Kind{"paylater": PayLater, "bnpl": PayLater, "gambling": Operator, "crypto": CryptoExchange,
		"taxoffice": TaxOffice, "socialinsurer": SocialInsurer, "publicoffice": PublicOffice, "cryptoexchange": CryptoExchange}
	for k := Lender; int(k) < len(kinds); k++ {
		m[kinds[k].name] = k
	}
	return m
}()

// parseKind finds a kind by its name.
func parseKind(name string) (Kind, bool) {
	k, ok := kindNames[name]
	return k, ok
}

// Confidence says how far a hit can be relied on.
type Confidence uint8

// Levels of confidence.
const (
	Low Confidence = iota + 1
	Medium
	High
)

var confidences = map[string]Confidence{"low": Low, "medium": Medium, "high": High}

// String is the level's name; empty for the zero value.
func (c Confidence) String() string {
	switch c {
	case Low:
		return "low"
	case Medium:
		return "medium"
	case High:
		return "high"
	}
	return ""
}

// MarshalText writes the level's name.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a level's name.
func (c *Confidence) UnmarshalText(b []byte) error {
	got, ok := confidences[string(b)]
	if !ok && len(b) > 0 {
		return fmt.Errorf("confidence %.40q is not low, medium or high", b)
	}
	*c = got
	return nil
}
