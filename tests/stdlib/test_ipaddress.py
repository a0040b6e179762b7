"""ipaddress: addresses, networks, interfaces."""
from ipaddress import *

a = ip_address("192.168.1.10")
print(a, repr(a), int(a), a + 1, a.is_private, a.packed, a.reverse_pointer, a < ip_address("192.168.2.0"), a.exploded, IPv4Address(3232235777))
n = ip_network("192.168.0.0/22")
print(n, n.netmask, n.hostmask, n.num_addresses, n.broadcast_address, a in n, list(n.subnets(new_prefix=23)), n.supernet(), next(n.hosts()), n.with_netmask, n.prefixlen)
v6 = ip_address("2001:db8::1")
print(v6, v6.exploded, v6.compressed, v6.is_global, v6.version, ip_address("::ffff:1.2.3.4").ipv4_mapped, ip_network("2001:db8::/126").num_addresses, list(ip_network("fe80::/127")))
i = ip_interface("10.1.2.3/8")
print(i, i.network, i.ip, list(collapse_addresses([ip_network("10.0.0.0/25"), ip_network("10.0.0.128/25")])), list(summarize_address_range(ip_address("1.0.0.0"), ip_address("1.0.0.5"))))
print(n.overlaps(ip_network("192.168.3.0/24")), n.subnet_of(ip_network("192.168.0.0/16")), list(ip_network("10.0.0.0/30").address_exclude(ip_network("10.0.0.0/32"))))
for bad in "1.2.3", "256.1.1.1", "1.2.3.4/33", "::1::", "01.2.3.4":
    for function in ip_address, ip_network:
        try:
            print(function(bad))
        except ValueError as error:
            print(error)
