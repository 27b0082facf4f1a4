package io.tandem6.interop.client;

import io.tandem6.interop.lab.Host;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * DHCPv6 clients that others wrote. Each is made to ask for one address and one prefix, to keep
 * them, and to do without router advertisements, of which the lab has none. A program configures
 * the host's interface itself and writes to the host's file {@code NAME.log}.
 */
public enum ClientProgram {
    /** ISC's, of the package isc-dhcp-client. */
    DHCLIENT(true) {
        private static final String FILES =
                " -pf /run/dhclient6.pid -lf /var/lib/dhclient6.leases " + Host.INTERFACE;

        @Override
        String script() {
            return "exec dhclient -6 -d -v -N -P" + FILES;
        }

        @Override
        String releaseScript() {
            return "exec dhclient -6 -r -v -N -P" + FILES;
        }
    },

    /** Roy Marples', of the package dhcpcd-base. */
    DHCPCD(true) {
        @Override
        String configuration() {
            return """
            duid
            noipv6rs
            ipv6only
            interface eth0
              ia_na 1
              ia_pd 2
            """;
        }

        @Override
        String script() {
            return "mkdir -p /var/lib/dhcpcd /run/dhcpcd && exec dhcpcd -B -d -f \"$0\" eth0";
        }

        @Override
        String releaseScript() {
            return "exec dhcpcd -k -f \"$0\" eth0";
        }
    },

    /** Tomasz Mrugalski's, of the package dibbler-client. */
    DIBBLER(true) {
        @Override
        String configuration() {
            return """
            log-level 8
            log-mode full
            inactive-mode
            iface "eth0" {
              ia { }
              pd { }
            }
            """;
        }

        @Override
        String script() {
            return "mkdir -p /var/lib/dibbler && cp \"$0\" /etc/dibbler/client.conf"
                    + " && exec dibbler-client run";
        }

        @Override
        String releaseScript() {
            return "kill -TERM $(cat /var/lib/dibbler/client.pid)";
        }
    },

    /** The KAME project's, of the package wide-dhcpv6-client. */
    DHCP6C(true) {
        @Override
        String configuration() {
            return """
            interface eth0 { send ia-na 0; send ia-pd 1; script "/bin/true"; };
            id-assoc na 0 { };
            id-assoc pd 1 { };
            """;
        }

        @Override
        String script() {
            return "mkdir -p /var/lib/dhcpv6 && exec dhcp6c -f -D -c \"$0\" -p /run/dhcp6c.pid eth0";
        }

        @Override
        String releaseScript() {
            return "kill -TERM $(cat /run/dhcp6c.pid)";
        }
    },

    /** That of systemd. In the versions up to 252 it releases nothing when it ends. */
    NETWORKD(false) {
        @Override
        String configuration() {
            return """
            [Match]
            Name=eth0
            [Network]
            DHCP=ipv6
            IPv6AcceptRA=no
            KeepConfiguration=static
            [DHCPv6]
            WithoutRA=solicit
            UseDelegatedPrefix=yes
            """;
        }

        // With devices that nobody can write to it does not wait for udev, which does not run here.
        @Override
        String script() {
            return "mkdir -p /etc/systemd/network /run/systemd/netif/{links,leases,lldp}"
                    + " && chown -R systemd-network: /run/systemd/netif"
                    + " && cp \"$0\" /etc/systemd/network/eth0.network"
                    + " && mount -o remount,ro /sys"
                    + " && echo $$ > /run/networkd.pid"
                    + " && SYSTEMD_LOG_LEVEL=debug exec /lib/systemd/systemd-networkd";
        }

        @Override
        String releaseScript() {
            return "kill -TERM $(cat /run/networkd.pid)";
        }
    };

    private final boolean releases;

    ClientProgram(boolean releases) {
        this.releases = releases;
    }

    /** Does it release what it has when it is told to end. */
    public boolean releases() {
        return releases;
    }

    String configuration() {
        return "";
    }

    /** A command line for bash; {@code $0} is the configuration file. */
    abstract String script();

    abstract String releaseScript();

    /** Its name in the names of files. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Starts it on {@code host}, which gets an {@code /etc} of its own. */
    public void start(Host host) {
        host.copyEtc();
        host.write(fileName() + ".conf", configuration());
        run(host, script());
    }

    /** Makes it give back what it has, if it does so at all, and end. */
    public void release(Host host) {
        run(host, releaseScript());
    }

    private void run(Host host, String script) {
        host.start(
                List.of("bash", "-c", script, host.file(fileName() + ".conf").toString()),
                Map.of(),
                fileName() + ".log");
    }
}
