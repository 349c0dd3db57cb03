package aisclient

import "encoding/json"

// What the bank does not say is left out of the model's JSON, and a list without members is [], so that nobody reads
// a figure that is none and no script stops at a null.

// listed is l as a list that marshals as [] where it is empty.
func listed[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// MarshalJSON writes owners, accounts, cards and deposits as lists, empty ones too.
func (t Target) MarshalJSON() ([]byte, error) {
	type plain Target
	out := plain(t)
	out.Owners, out.Accounts, out.CreditCards, out.Deposits = listed(t.Owners), listed(t.Accounts), listed(t.CreditCards), listed(t.Deposits)
	return json.Marshal(out)
}

// MarshalJSON writes the owners as a list, an empty one too.
func (a Account) MarshalJSON() ([]byte, error) {
	type plain Account
	out := plain(a)
	out.Owners = listed(a.Owners)
	return json.Marshal(out)
}

// MarshalJSON writes the owners as a list, an empty one too.
func (c CreditCard) MarshalJSON() ([]byte, error) {
	type plain CreditCard
	out := plain(c)
	out.Owners = listed(c.Owners)
	return json.Marshal(out)
}

// plainTransaction is a Transaction without its methods.
type plainTransaction Transaction

// transactionJSON is a transaction whose balance is there or is not.
type transactionJSON struct {
	*plainTransaction
	Balance *Amount `json:"currencyBalance,omitempty"` // goes before the embedded one
}

// MarshalJSON leaves currencyBalance out where HasBalance is false.
func (t Transaction) MarshalJSON() ([]byte, error) {
	out := transactionJSON{plainTransaction: (*plainTransaction)(&t)}
	if t.HasBalance {
		out.Balance = &t.Balance
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (t *Transaction) UnmarshalJSON(b []byte) error {
	in := transactionJSON{plainTransaction: (*plainTransaction)(t)}
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	if t.HasBalance = in.Balance != nil; t.HasBalance {
		t.Balance = *in.Balance
	}
	return nil
}
