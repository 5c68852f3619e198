"""The script of each scenario: who pays whom, when and how much, as SQL over one group.

Above: scenarios (which puts them together). Below: nothing.
Words: `m[1]` the centre of the group, `m[2]` onwards its other members; 11 and 12 are the bank's accounts for the world outside and for cash; `k` counts the
repeats of a row from 0; `scale` is between 2 and 3 and constant in a group; `part(low, high)` is a draw of this row's own; `start` is a Monday.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One kind of row of one scenario; all fields but the first two are SQL."""

    scenario: str
    side: str
    times: str
    day: str
    second: str = "32400"
    payer: str
    payee: str
    amount: str
    kind: str
    outside: str = "NULL"
    text: str = "NULL"


def _part(low: float, high: float, salt: int) -> str:
    return f"({low} + {high - low:.6f} * uniform('part', grp, {salt * 1000} + k))"


PLANTED, BENIGN = "planted", "benign"
OUT, CASH = "11", "12"

PLAYS = (
    # Five to seven deposits under the reporting line within a week, then the lot goes abroad; the shop takes its till to the bank twice a week, all year.
    Play(scenario="STRUCTURING", side=PLANTED, times="5 + grp % 3", day="k", payer=CASH, payee="m[1]", amount=f"7000 + 2999 * {_part(0, 1, 1)}",
         kind="CASH_DEPOSIT", outside="51", text="'Cash'"),
    Play(scenario="STRUCTURING", side=PLANTED, times="1", day="8", payer="m[1]", payee=OUT, amount="5 * 6900", kind="WIRE", outside="somebody(grp, 1)",
         text="'Consulting'"),
    Play(scenario="STRUCTURING", side=BENIGN, times="20", day="(k // 4) * 7 - 21 + [0, 1, 3, 4][k % 4 + 1]", payer=CASH, payee="m[1]",
         amount=f"3500 + 6400 * {_part(0, 1, 2)}", kind="CASH_DEPOSIT", outside="51", text="'Till'"),
    Play(scenario="STRUCTURING", side=BENIGN, times="5", day="k * 7 - 18", second="46800", payer="m[1]", payee=OUT,
         amount=f"14000 + 3000 * {_part(0, 1, 3)}", kind="SUPPLIER_PAYMENT", outside="firm(grp, k % 2)"),
    # In and out within a day, two hops, a few percent kept; the payroll agent is paid in the morning and pays staff of its clients in the afternoon.
    Play(scenario="PASS_THROUGH", side=PLANTED, times="1", day="1", payer=OUT, payee="m[1]", amount="12000 * scale", kind="WIRE", outside="firm(grp, 1)",
         text="'Invoice'"),
    Play(scenario="PASS_THROUGH", side=PLANTED, times="1", day="1", second="45000", payer="m[1]", payee="m[2]", amount="12000 * scale * 0.97",
         kind="TRANSFER", text="'Loan'"),
    Play(scenario="PASS_THROUGH", side=PLANTED, times="1", day="2", second="28800", payer="m[2]", payee=OUT, amount="12000 * scale * 0.94", kind="WIRE",
         outside="somebody(grp, 2)", text="'Goods'"),
    Play(scenario="PASS_THROUGH", side=BENIGN, times="2", day="k * 28 - 28", payer=OUT, payee="m[1]", amount="15000 * scale", kind="CUSTOMER_RECEIPT",
         outside="firm(grp, 1)", text="'Wages to pay out'"),
    Play(scenario="PASS_THROUGH", side=BENIGN, times="20", day="(k // 10) * 28 - 28", second="46800", payer="m[1]", payee=OUT,
         amount="15000 * scale * 0.0975", kind="PAYROLL", outside="somebody(grp, k % 10)", text="'Wages'"),
    # Round a ring of four, each hop keeping a little; a group treasury moves its surplus round its own companies.
    Play(scenario="CYCLE", side=PLANTED, times="4", day="k * 2 + k // 3", payer="m[k + 1]", payee="m[(k + 1) % 4 + 1]", amount="11000 * scale * pow(0.95, k)",
         kind="TRANSFER", text="['Advance', 'Invoice', 'Settlement', 'Repayment'][k + 1]"),
    Play(scenario="CYCLE", side=BENIGN, times="8", day="(k // 4) * 28 - 28 + k % 4", payer="m[k % 4 + 1]", payee="m[(k + 1) % 4 + 1]",
         amount="60000 * scale * pow(0.98, k % 4)", kind="TRANSFER", text="'Cash pool'"),
    # Many small amounts gathered and sent on; a marketplace collects from buyers and pays sellers.
    Play(scenario="GATHER_SCATTER", side=PLANTED, times="7", day="k // 3", second="30000 + 3600 * (k % 3)", payer="m[k + 2]", payee="m[1]",
         amount=f"2000 + 2000 * {_part(0, 1, 4)}", kind="TRANSFER", text="'As agreed'"),
    Play(scenario="GATHER_SCATTER", side=PLANTED, times="3", day="4", second="36000 + 1800 * k", payer="m[1]", payee="m[k + 9]",
         amount=f"6200 + 300 * {_part(0, 1, 5)}", kind="TRANSFER", text="'Share'"),
    Play(scenario="GATHER_SCATTER", side=BENIGN, times="14", day="(k // 7) * 14 - 7 + k % 3", second="30000 + 3600 * (k % 3)", payer="m[k % 7 + 2]",
         payee="m[1]", amount=f"900 + 1200 * {_part(0, 1, 6)}", kind="TRANSFER", text="'Order ' || (70000 + grp * 14 + k)"),
    Play(scenario="GATHER_SCATTER", side=BENIGN, times="6", day="(k // 3) * 14 - 3", second="50400", payer="m[1]", payee="m[k % 3 + 9]",
         amount=f"2700 + 300 * {_part(0, 1, 7)}", kind="SUPPLIER_PAYMENT", text="'Seller payout'"),
    # Nine payers within three days and one large wire; a landlord collects from the same nine every month.
    Play(scenario="FAN", side=PLANTED, times="9", day="k // 3", second="30000 + 3600 * (k % 3)", payer="m[k + 2]", payee="m[1]",
         amount=f"1200 + 700 * {_part(0, 1, 8)}", kind="TRANSFER", text="'Investment'"),
    Play(scenario="FAN", side=PLANTED, times="1", day="4", payer="m[1]", payee=OUT, amount="9 * 1200 * 0.95", kind="WIRE", outside="somebody(grp, 3)"),
    Play(scenario="FAN", side=BENIGN, times="18", day="(k // 9) * 28 - 28", second="30000 + 1200 * (k % 9)", payer="m[k % 9 + 2]", payee="m[1]",
         amount="700 + 90 * (k % 9)", kind="RENT", text="'Rent flat ' || (k % 9 + 1)"),
    Play(scenario="FAN", side=BENIGN, times="2", day="k * 28 - 20", payer="m[1]", payee=OUT, amount="5400", kind="SUPPLIER_PAYMENT", outside="firm(grp, 4)",
         text="'Building works'"),
    # Asleep for half a year, then a large sum in and out at once; the house sale is notarised and the next house is bought.
    Play(scenario="DORMANT", side=PLANTED, times="4", day="k * 14 - 290", payer="m[1]", payee=OUT, amount=f"20 + 160 * {_part(0, 1, 9)}", kind="DIRECT_DEBIT",
         outside="30"),
    Play(scenario="DORMANT", side=PLANTED, times="1", day="0", payer=OUT, payee="m[1]", amount="20000 * scale", kind="WIRE", outside="firm(grp, 5)"),
    Play(scenario="DORMANT", side=PLANTED, times="3", day="1 + k", payer="m[1]", payee=OUT, amount="20000 * scale * 0.32", kind="WIRE",
         outside="somebody(grp, 5 + k)"),
    Play(scenario="DORMANT", side=BENIGN, times="4", day="k * 14 - 290", payer="m[1]", payee=OUT, amount=f"20 + 160 * {_part(0, 1, 10)}", kind="DIRECT_DEBIT",
         outside="30"),
    Play(scenario="DORMANT", side=BENIGN, times="1", day="0", payer=OUT, payee="m[1]", amount="150000 * scale", kind="WIRE", outside="notary()",
         text="'Purchase price house, deed ' || (1000 + grp)"),
    Play(scenario="DORMANT", side=BENIGN, times="1", day="14", payer="m[1]", payee=OUT, amount="150000 * scale * 0.9", kind="WIRE", outside="notary()",
         text="'Purchase of flat, deed ' || (2000 + grp)"),
    # Cash in, wires to a corridor; the worker sends the same small sum home to the same person.
    Play(scenario="CORRIDOR", side=PLANTED, times="3", day="k * 7", payer=CASH, payee="m[1]", amount=f"5200 + 1200 * {_part(0, 1, 11)}", kind="CASH_DEPOSIT",
         outside="51"),
    Play(scenario="CORRIDOR", side=PLANTED, times="6", day="(k // 2) * 7 + 1 + k % 2", payer="m[1]", payee=OUT, amount=f"2100 + 450 * {_part(0, 1, 12)}",
         kind="WIRE", outside="risky(grp, k)", text="'Equipment'"),
    Play(scenario="CORRIDOR", side=BENIGN, times="6", day="k * 9 - 35", payer="m[1]", payee=OUT, amount=f"160 + 90 * {_part(0, 1, 13)}", kind="WIRE",
         outside="risky(grp, 1)", text="'For the family'"),
    # Round thousands from many hands; a loan paid back in equal instalments.
    Play(scenario="ROUND_AMOUNTS", side=PLANTED, times="6", day="k * 2", payer=OUT, payee="m[1]", amount="[5000, 10000, 5000, 8000, 10000, 5000][k + 1]",
         kind="TRANSFER", outside="somebody(grp, 10 + k)", text="'Gift'"),
    Play(scenario="ROUND_AMOUNTS", side=PLANTED, times="2", day="5 + k * 7", payer="m[1]", payee=OUT, amount="20000", kind="WIRE", outside="firm(grp, 6)"),
    Play(scenario="ROUND_AMOUNTS", side=BENIGN, times="6", day="k * 9 - 35", payer="m[1]", payee=OUT, amount="500", kind="TRANSFER",
         outside="firm(grp, 7)", text="'Instalment ' || (k + 1) || ' of 24'"),
    # Far more cash than others of the trade; a restaurant with much cash and the wages and suppliers that belong to it.
    Play(scenario="CASH_INTENSITY", side=PLANTED, times="15", day="(k // 5) * 7 + k % 5", payer=CASH, payee="m[1]",
         amount=f"15000 + 9000 * {_part(0, 1, 14)}", kind="CASH_DEPOSIT", outside="51", text="'Takings'"),
    Play(scenario="CASH_INTENSITY", side=PLANTED, times="3", day="k * 7 + 4", second="54000", payer="m[1]", payee=OUT, amount="74000", kind="WIRE",
         outside="firm(grp, 8)", text="'Services'"),
    Play(scenario="CASH_INTENSITY", side=BENIGN, times="16", day="(k // 4) * 7 - 14 + k % 4", payer=CASH, payee="m[1]",
         amount=f"2200 + 2600 * {_part(0, 1, 15)}", kind="CASH_DEPOSIT", outside="51", text="'Takings'"),
    Play(scenario="CASH_INTENSITY", side=BENIGN, times="4", day="k * 7 - 10", second="54000", payer="m[1]", payee=OUT, amount="7200", kind="PAYROLL",
         outside="somebody(grp, 20)", text="'Wages'"),
    Play(scenario="CASH_INTENSITY", side=BENIGN, times="4", day="k * 7 - 9", second="54000", payer="m[1]", payee=OUT, amount="3900", kind="SUPPLIER_PAYMENT",
         outside="firm(grp, 9)", text="'Meat and vegetables'"),
    # A new account moves many times what its holder declared, in this month of its life: out at once, or into stock, tax and rent.
    Play(scenario="NEW_ACCOUNT", side=PLANTED, times="4", day="k", payer=OUT, payee="m[1]", amount="turnover * 1.4", kind="WIRE", outside="firm(grp, 30 + k)"),
    Play(scenario="NEW_ACCOUNT", side=PLANTED, times="3", day="1 + k", second="54000", payer="m[1]", payee=OUT, amount="turnover * 1.35", kind="WIRE",
         outside="somebody(grp, 30 + k)"),
    Play(scenario="NEW_ACCOUNT", side=BENIGN, times="10", day="k", second="50000", payer=OUT, payee="m[1]", amount="turnover * 0.56", kind="CUSTOMER_RECEIPT",
         outside="firm(grp, 40 + k)", text="'Invoice ' || (k + 1)"),
    Play(scenario="NEW_ACCOUNT", side=BENIGN, times="4", day="3 + 2 * k", second="54000", payer="m[1]", payee=OUT, amount="turnover * 0.3",
         kind="SUPPLIER_PAYMENT", outside="firm(grp, 50 + k)", text="'Stock'"),
    Play(scenario="NEW_ACCOUNT", side=BENIGN, times="1", day="11", second="54000", payer="m[1]", payee=OUT, amount="turnover * 0.8", kind="TAX",
         outside="tax_office()", text="'Advance payment'"),
)  # fmt: skip
"""Every row of every scenario."""
