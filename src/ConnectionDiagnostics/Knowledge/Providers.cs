using static ConnectionDiagnostics.Knowledge.AddressOwnerKind;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>The providers that the tables name. A provider with a CDN and a cloud is here twice: the two ask for different remedies.</summary>
internal static class Providers
{
    /// <summary>In ordinal order of their ids.</summary>
    public static AddressOwner[] All { get; } =
    [
        new("akamai", Cdn, "Akamai"),
        new("alibaba", Cloud, "Alibaba Cloud"),
        new("alibaba-cdn", Cdn, "Alibaba Cloud CDN"),
        new("arvancloud", Cdn, "ArvanCloud"),
        new("aws", Cloud, "AWS"),
        new("azure", Cloud, "Microsoft Azure"),
        new("azure-front-door", Cdn, "Azure Front Door"),
        new("baidu-yunjiasu", Cdn, "Baidu Yunjiasu"),
        new("baishan-cdn", Cdn, "Baishan Cloud CDN"),
        new("bunny", Cdn, "bunny.net"),
        new("cachefly", Cdn, "CacheFly"),
        // The collected list calls it a CDN; its whole hosting network is listed.
        new("cafe24", Cloud, "Cafe24"),
        new("cdn77", Cdn, "CDN77"),
        new("cdnetworks", Cdn, "CDNetworks"),
        new("cloudflare", Cdn, "Cloudflare"),
        new("cloudfront", Cdn, "Amazon CloudFront"),
        new("contabo", Cloud, "Contabo"),
        new("dbappsecurity", Cdn, "DBAPPSecurity Cloud WAF"),
        new("digitalocean", Cloud, "DigitalOcean"),
        new("dnion-cdn", Cdn, "Dnion CDN"),
        new("fastly", Cdn, "Fastly"),
        new("gabia", Cloud, "Gabia"),
        new("gcore", Cdn, "Gcore CDN"),
        new("gocache", Cdn, "GoCache"),
        // The published list is all of Google's, its cloud and its own services alike.
        new("google", Cloud, "Google Cloud"),
        new("google-front-end", Cdn, "Google Front End"),
        new("hetzner", Cloud, "Hetzner"),
        new("hostway", Cloud, "Hostway"),
        new("huawei", Cloud, "Huawei Cloud"),
        new("huawei-cdn", Cdn, "Huawei Cloud CDN"),
        new("imperva", Cdn, "Imperva"),
        new("ionos", Cloud, "IONOS"),
        new("jd-cdn", Cdn, "JD Cloud CDN"),
        new("jiasule", Cdn, "Jiasule"),
        new("keycdn", Cdn, "KeyCDN"),
        // Like Cafe24.
        new("kinx", Cloud, "KINX"),
        new("ktcloud", Cloud, "KT Cloud"),
        new("landun-cdn", Cdn, "Landun Cloud CDN"),
        new("linode", Cloud, "Linode (Akamai Cloud)"),
        new("meicheng-cdn", Cdn, "Meicheng CDN"),
        new("navercloud", Cloud, "NAVER Cloud"),
        new("netlify", Cdn, "Netlify"),
        new("nhncloud", Cloud, "NHN Cloud"),
        new("nsfocus", Cdn, "NSFOCUS Cloud WAF"),
        new("oracle", Cloud, "Oracle Cloud"),
        new("ovh", Cloud, "OVHcloud"),
        new("qianxin", Cdn, "QiAnXin Cloud WAF"),
        new("qihoo-cdn", Cdn, "Qihoo 360 CDN"),
        new("qiniu-cdn", Cdn, "Qiniu CDN"),
        new("qrator", Cdn, "Qrator"),
        new("sangfor", Cdn, "Sangfor Cloud Shield"),
        new("scaleway", Cloud, "Scaleway"),
        new("sucuri", Cdn, "Sucuri"),
        new("tencent", Cloud, "Tencent Cloud"),
        new("tencent-cdn", Cdn, "Tencent Cloud CDN"),
        new("tengzheng-cdn", Cdn, "Tengzheng CDN"),
        new("upcloud", Cloud, "UpCloud"),
        new("upyun-cdn", Cdn, "UPYUN CDN"),
        new("vercel", Cdn, "Vercel"),
        new("vultr", Cloud, "Vultr"),
        new("wangdi-cdn", Cdn, "Wangdi CDN"),
        new("wangsu-cdn", Cdn, "Wangsu CDN"),
        new("yundun", Cdn, "Yundun CDN"),
    ];

    /// <summary>By its id. Reading a table asks for each provider once, in a process that is cold: no dictionary that has to be made first.</summary>
    public static AddressOwner? Find(string id)
    {
        foreach (AddressOwner provider in All)
        {
            if (provider.Id == id)
            {
                return provider;
            }
        }

        return null;
    }
}
