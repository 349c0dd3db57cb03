// Package bank is the sandbox's bank: invented customers with accounts, cards and years of
// transactions, made from a seed and a day. It knows nothing of the provider's wire format.
//
// # Customers
//
// A customers file holds customers as data, in TOML or JSON of the same shape. The built-in ones
// (customers/*.toml) are examples of every field; Spec and the structs under it are the schema,
// and say what each field means.
//
//	[[customer]]
//	login = "anna"              # with the country unique
//	password = "Test123"
//	code = "Test123"            # one-time code; leave it out and the bank asks for none
//	countries = ["pl"]          # KontoBank's: pl cz es pt lt lv ee ro ph
//	bank = "BalticaApi"         # the catalog's target of which a mock session is; leave it out for KontoBank
//	months = 24                 # of history
//
//	  [[customer.person]]       # OWNER (default), CO_OWNER, COMPANY
//	  id = "anna"
//	  name = "Anna Przykładowa"
//	  pesel = "auto"            # nip, regon too: invents a number with right check digits
//
//	  [[customer.account]]
//	  id = "main"
//	  name = "Konto"
//	  balance = "6218.44"       # the closing balance: constant, whatever the flows do
//	  sweep_to = "outside"      # a month's surplus leaves, a deficit is paid: "outside" or an account id
//
//	  [[customer.card]]         # a credit card; last month's purchases are paid on the due day
//	  id = "visa"
//	  name = "Visa"
//	  balance = "-3120.45"
//	  limit = "8000"
//	  paid_from = "main"
//	  due_day = 14
//
//	  [[customer.flow]]         # recurs: every = month (default), quarter, year, week, two_weeks, once
//	  class = "salary"          # Classes lists them; the class sets labels and the bank's wording
//	  amount = "+7350..7450"    # "+" comes in, "-" goes out; strings, so that no float rounds them
//	  day = 27
//	  season = { 12 = 1.2 }
//	  title = "WYNAGRODZENIE {month}/{year}"  # also {prev} {prevyear} {city} {no} {ref}
//	  party = "SOFTWARE NA NIBY SP. Z O.O."
//	  missed = 0.05             # chance that an occurrence is left out
//	  late = 0.1                # chance that it comes 3 to 9 days late
//
//	  [[customer.habit]]        # has no date: so many times a week
//	  account = "visa"
//	  class = "grocery"
//	  per_week = 3.2
//	  weekend = 1.6
//
// What is wrong with real data can be asked for: hidden = true at a flow moves the balance without a row,
// missing_months = [1, 2] at an account leaves out the rows of whole months, attorneys = ["anna"] names who
// only has a power of attorney, account_only = true keeps a person out of the customer's own list of owners.
//
// Mistakes are reported all at once with line and field.
//
// # What is constant and what moves
//
// Closing balances are constant. Transactions are relative to the day: the newest is booked on
// it. A transaction of the past stays the same when the day moves on (its running balance does
// not, and the last day may hold a purchase that is only there to be the newest).
package bank
